/** What the build brings: see `plugin.ts`. */
declare module 'virtual:help' {
  export const papers: readonly import('./papers.ts').Paper[]
}
