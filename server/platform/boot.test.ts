import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { bootPid, onBootGone } from './boot.ts'

const here = JSON.stringify(new URL('./boot.ts', import.meta.url).href)

test('a program hears that the boot file was killed', async () => {
  const program = `
    import { onBootGone } from ${here}
    onBootGone(process.env, () => { console.log('gone'); process.exit(0) })
    setInterval(() => undefined, 1000)
    console.log('running')`
  const boot = `
    require('node:child_process').spawn(process.execPath, ['--input-type=module', '-e', process.env.PROGRAM], {
      stdio: 'inherit', env: { ...process.env, MAEARI_BOOT_PID: String(process.pid) } })`
  const child = spawn(process.execPath, ['-e', boot], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PROGRAM: program },
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  expect((await lines.next()).value).toBe('running')
  child.kill('SIGKILL')
  expect((await lines.next()).value).toBe('gone')
})

test('a boot file that started someone else, or nobody, is none of our business', () => {
  expect(bootPid({ MAEARI_BOOT_PID: String(process.ppid) })).toBe(process.ppid)
  expect(bootPid({ MAEARI_BOOT_PID: '1' })).toBe(0)
  expect(bootPid({})).toBe(0)
  onBootGone({}, () => expect.unreachable())
})
