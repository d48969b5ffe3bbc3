import { ADMINISTRATION } from '../api/client';
import { useGet } from '../api/queries';
import type { Role } from '../api/adminTypes';
import { Bones } from '../pieces/Bones';
import { Choice, Choices } from '../pieces/Choices';
import { Problem } from '../pieces/Problem';

const useRoles = () => useGet<{ items: Role[] }>(`${ADMINISTRATION}/roles`, { fresh: 3_600_000 });

/** A choice of what somebody may do. Each role includes those before it, so that one is enough. */
export function RoleChoice({ value, onChange }: { value: string; onChange: (role: string) => void }) {
  const roles = useRoles();
  if (roles.error) return <Problem error={roles.error} />;
  if (roles.isPending) return <Bones lines={3} height={48} />;
  return (
    <Choices label="Role" value={value} onChange={onChange}>
      {roles.data.items.map(({ id, title, description }) => (
        <Choice key={id} value={id} title={title}>
          {description}
        </Choice>
      ))}
    </Choices>
  );
}

/** The titles of roles, in one line. */
export function RoleNames({ of }: { of: string[] }) {
  const roles = useRoles();
  return <>{of.map((id) => roles.data?.items.find((role) => role.id === id)?.title ?? id).join(', ') || 'None'}</>;
}
