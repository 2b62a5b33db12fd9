// Builds the web app when what it is made of has changed.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { oneAtATime, PlainProblem, say } from './install.mjs'

/**
 * Puts the built web app in dist/web. The folder is replaced whole: a killed build leaves the old one and is done again.
 * @param {string} root
 * @param {string} node the Node that runs the build
 * @returns {Promise<boolean>} true when something was built
 */
export async function ensureWebBuilt(root, node) {
  if (!fs.existsSync(path.join(root, 'web', 'index.html'))) return false
  const sources = hashOfSources(root)
  if (isBuilt(root, sources)) return false
  return await oneAtATime(root, 'web', async run => {
    if (isBuilt(root, sources)) return false
    await build(root, node, sources, run)
    return true
  })
}

async function build(root, node, sources, run) {
  const began = performance.now()
  say('화면을 만듭니다 · Building the web app')
  const next = path.join(root, 'dist', 'web.next')
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const args = [vite, 'build', 'web', '--outDir', next, '--emptyOutDir', '--logLevel', 'warn']
  const { code, output } = await run(node, args, { env: { ...process.env, NODE_ENV: 'production' } })
  if (code !== 0) throw new PlainProblem(`${output.trim()}\n화면을 만들지 못했습니다 · vite build failed (${code})`)
  const place = path.join(root, 'dist', 'web')
  fs.rmSync(stampFile(root), { force: true })
  fs.rmSync(place, { recursive: true, force: true })
  fs.renameSync(next, place)
  fs.writeFileSync(stampFile(root), `${sources}\n`)
  say(`화면을 만들었습니다 · Built the web app (${((performance.now() - began) / 1000).toFixed(1)} s)`)
}

const stampFile = root => path.join(root, 'dist', 'web.sources')

function isBuilt(root, sources) {
  if (!fs.existsSync(path.join(root, 'dist', 'web', 'index.html')) || !fs.existsSync(stampFile(root))) return false
  return fs.readFileSync(stampFile(root), 'utf8').trim() === sources
}

/** Names and contents of everything that the web app is made of, its pages of help too; its tests do not count. */
function hashOfSources(root) {
  const hash = createHash('sha256')
  const papers = fs
    .readdirSync(root)
    .filter(name => name.endsWith('.md'))
    .sort()
  const folders = ['web', 'contract', 'docs'].flatMap(folder => filesBelow(root, folder))
  for (const file of ['package-lock.json', ...papers, ...folders]) {
    hash
      .update(`${file}\0`)
      .update(fs.readFileSync(path.join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesBelow(root, folder) {
  const found = []
  if (!fs.existsSync(path.join(root, folder))) return found
  for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
    if (entry.name.startsWith('.') || /\.test\.[a-z]+$/.test(entry.name)) continue
    const file = `${folder}/${entry.name}`
    if (entry.isDirectory()) found.push(...filesBelow(root, file))
    else found.push(file)
  }
  return found.sort()
}
