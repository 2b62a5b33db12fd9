/** The checkout as the laws see it: source files by path, with what each imports. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** Path from the root, with `/`, to source text. */
export type Tree = ReadonlyMap<string, string>

export interface Import {
  /** As written. */
  readonly name: string
  /** The file of the checkout that is meant; null for a package or a part of Node. */
  readonly file: string | null
}

const roots = ['contract', 'server', 'web', 'tools', 'bench', 'e2e']

/** Reads every source file of the checkout. */
export const readTree = (root: string): Tree => {
  const tree = new Map<string, string>()
  const visit = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) visit(path)
      else if (/\.(ts|tsx|mjs)$/.test(entry.name)) tree.set(path, readFileSync(join(root, path), 'utf8'))
    }
  }
  for (const folder of roots) if (existsSync(join(root, folder))) visit(folder)
  return tree
}

const importPattern =
  /(?:^|[;\n])\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g

/** Imports of one file, type-only and dynamic ones included. */
export const importsOf = (path: string, source: string): Import[] => {
  const found: Import[] = []
  for (const match of withoutComments(source).matchAll(importPattern)) {
    const name = match[1] ?? match[2] ?? ''
    found.push({ name, file: name.startsWith('.') ? normalize(join(dirname(path), name)) : null })
  }
  return found
}

/** Comments blanked, strings kept: enough for what the laws look for. */
export const withoutComments = (source: string): string =>
  source.replace(/\/\*[\s\S]*?\*\//g, text => text.replace(/[^\n]/g, ' ')).replace(/(^|[\s;{}(])\/\/[^\n]*/g, '$1')

export const isTest = (path: string): boolean => /\.(test|spec|bench)\.tsx?$/.test(path)
