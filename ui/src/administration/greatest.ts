/** The role that includes all the others of somebody. */
export const greatest = (roles: string[]) => ['administrator', 'manage', 'view'].find((role) => roles.includes(role)) ?? 'view';
