/** Two tributaries that join a river. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg className="logo" width={size} height={size} viewBox="0 0 32 32" fill="none" strokeLinecap="round" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <g strokeWidth="2.6">
        <path className="logo-west" d="M8 6c0 7 8 7 8 14" />
        <path className="logo-east" d="M24 6c0 7-8 7-8 14" />
        <path className="logo-river" d="M16 6v20" />
      </g>
    </svg>
  );
}
