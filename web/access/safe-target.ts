/** Pure: where a person goes after signing in. */

/** Only addresses of this app: a path, never `//elsewhere`. */
export const safeTarget = (to: unknown): string =>
  typeof to === 'string' && /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in') ? to : '/'
