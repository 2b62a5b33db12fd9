/** Brings the papers into the web app while it is built: a list of them, and each as a chunk of its own. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { linkIn, listPapers } from './library.ts'
import { readMarkdown } from './markdown.ts'

const listName = 'virtual:help'
const suffix = '?help'

/** @param root the checkout */
export const help = (root: string): Plugin => ({
  name: 'help',
  resolveId: id => (id === listName ? `\0${listName}` : null),
  load(id) {
    if (id === `\0${listName}`) return listModule(root)
    if (!id.endsWith(suffix)) return null
    const path = id.slice(0, -suffix.length)
    this.addWatchFile(path)
    return pageModule(root, path.slice(root.length + 1))
  },
})

const read = (root: string, file: string) =>
  readMarkdown(readFileSync(join(root, file), 'utf8'), linkIn(root, listPapers(root), file))

const listModule = (root: string): string => {
  const entries = listPapers(root).map(({ slug, group, files }) => {
    const parts = (['ko', 'en'] as const).flatMap(locale => {
      const file = files[locale]
      if (file === null) return []
      const title = JSON.stringify(read(root, file).title)
      return `${locale}: { title: ${title}, load: () => import(${JSON.stringify(join(root, file) + suffix)}) }`
    })
    return `{ slug: ${JSON.stringify(slug)}, group: ${JSON.stringify(group)}, ${parts.join(', ')} }`
  })
  return `export const papers = [${entries.join(',\n')}]`
}

/** Pictures become files of the web app, named by their content. */
const pageModule = (root: string, file: string): string => {
  const page = JSON.stringify(read(root, file))
  const pictures = [...new Set([...page.matchAll(/"picture:([^"]+)"/g)].map(found => found[1]!))]
  const imports = pictures.map((one, at) => `import picture${at} from ${JSON.stringify(`${join(root, one)}?url`)}\n`)
  const filled = pictures.reduce((text, one, at) => text.replaceAll(`"picture:${one}"`, `picture${at}`), page)
  return `${imports.join('')}export const page = ${filled}`
}
