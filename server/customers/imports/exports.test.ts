import { describe, expect, it } from 'vitest'
import { chatFiles, cleanFile, dirtyFile, exportFiles } from '../../../tools/testing/exports.ts'
import { bytesOf, type LookTable, lookAt, noEvidence, noteCell, openFile } from '../../channels/index.ts'
import { fileKinds } from '../../rooms.ts'

const look = async (bytes: Uint8Array): Promise<{ tables: LookTable[]; rows: string[][]; charset: string | null }> => {
  const opened = await openFile(bytesOf(bytes), header => fileKinds.some(kind => kind.mapping.knows(header)))
  if (!opened.ok) throw new Error(opened.code)
  const drafts: Parameters<typeof lookAt>[0][] = []
  const rows: string[][] = []
  for await (const event of opened.events()) {
    if (event.kind === 'table') drafts.push({ name: '', headers: [...event.headers], evidence: [], rows: 0 })
    if (event.kind !== 'row') continue
    const draft = drafts.at(-1)!
    draft.rows += 1
    rows.push([...event.cells])
    for (const [at, cell] of event.cells.entries()) {
      draft.evidence[at] ??= noEvidence()
      noteCell(draft.evidence[at], cell)
    }
  }
  return { tables: drafts.map(draft => lookAt(draft, fileKinds)), rows, charset: opened.reading.charset }
}

describe('exports of other products', () => {
  it.each(exportFiles.map((file, n) => ({ ...file, n })))(
    '$name is told from all others, clean and dirty',
    async file => {
      for (const bytes of [cleanFile(file), await dirtyFile(file, file.n)]) {
        const { tables, rows } = await look(bytes)
        expect(tables).toHaveLength(1)
        expect({ kind: tables[0]!.kind, format: tables[0]!.format }).toEqual({ kind: file.kind, format: file.format })
        expect(tables[0]!.headers).toEqual(file.headers)
        expect(rows.length).toBeGreaterThanOrEqual(file.rows.length)
        expect(rows.length).toBeLessThanOrEqual(file.rows.length + 4)
      }
    },
  )

  it('have at least 95 of 100 columns mapped unaided, and those of known products all', async () => {
    const counted = { all: 0, mapped: 0 }
    const unknown: string[] = []
    for (const [n, file] of exportFiles.entries())
      for (const bytes of [cleanFile(file), await dirtyFile(file, n)]) {
        const { columns } = (await look(bytes)).tables[0]!
        counted.all += columns.length
        counted.mapped += columns.filter(column => column.field !== null).length
        unknown.push(...columns.filter(column => column.field === null).map(column => `${file.name}: ${column.header}`))
      }
    expect(unknown).toEqual([])
    expect(counted.all).toBeGreaterThan(700)
    expect(counted.mapped / counted.all).toBeGreaterThanOrEqual(0.95)
  })

  it.each(Object.entries(chatFiles))(
    'a KakaoTalk chat from %s has its messages, over several lines, and no notices',
    async (_, bytes) => {
      const { tables, rows } = await look(bytes)
      expect(tables).toMatchObject([{ kind: 'chats', format: 'kakaotalk', headers: ['Date', 'User', 'Message'] }])
      expect(rows.map(row => row[1])).toEqual(['김지우', '하늘상점', '김지우'])
      expect(rows[0]![2]).toBe('배송이 언제 오나요?\n급해요')
      expect(rows[0]![0]).toMatch(/15:15|오후 3:15/)
    },
  )
})
