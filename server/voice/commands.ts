/** `check-draft`: checks drafts from a pipe or a file, without a server. */
import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Command } from '../platform/command.ts'
import { answerDrafts } from './lines.ts'

const help = `npm run -s maeari -- check-draft [--input FILE] < drafts.jsonl > faults.jsonl

Reads JSON Lines {"id","text","public","customer":{"name"},"thread":[what the customer wrote],"said":[what we told others
on the same question]} and writes for each, in the same order, {"id","faults":[{"kind","span":[from,to],"why","better"}]}.
Only "id" and "text" are needed. Kinds: rule_quoting, conflicting_promise, private_data, blame, missing_apology, tone,
honorific, wrong_name. A line that cannot be read gets {"id","error"}, and the run goes on. No line waits for the last.`

const checkDrafts: Command = {
  name: 'check-draft',
  summary: {
    ko: '답변 초안을 점검해 고칠 곳과 까닭을 JSON Lines로 출력합니다',
    en: 'checks drafts of answers and prints faults with reasons as JSON Lines',
  },
  help,
  async run(io) {
    const { values } = parseArgs({ args: [...io.args], options: { input: { type: 'string' } } })
    const pieces = values.input === undefined ? io.stdin : createReadStream(values.input)
    for await (const lines of answerDrafts(pieces)) await io.write(lines)
    return 0
  },
}

export const commands: readonly Command[] = [checkDrafts]
