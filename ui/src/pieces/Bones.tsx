/** Grey shapes in the place of what is still on its way, so that nothing jumps when it comes. */
export function Bones({ lines = 3, height = 16 }: { lines?: number; height?: number }) {
  return (
    <div className="bones" aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} style={{ height, width: `${[92, 78, 85, 64][line % 4]}%` }} />
      ))}
    </div>
  );
}

/** The shape of a page. */
export function PageBones() {
  return (
    <div className="page-bones" role="status" aria-label="Loading">
      <div className="bones" aria-hidden="true">
        <span style={{ height: 32, width: 220 }} />
        <span style={{ height: 16, width: 420 }} />
      </div>
      <Bones lines={6} height={40} />
    </div>
  );
}
