import { ROLES } from '../api/session';

/** The role that includes all the others of somebody. */
export const greatest = (roles: string[]): string => ROLES.findLast((role) => roles.includes(role)) ?? 'view';
