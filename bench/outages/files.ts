/** Outages of files: uploads that break off, workers that die in the middle of a chunk, files that come again. */
import { beginRows, createImport, receiveWhole, takePiece } from '../../server/channels/actions/imports/bringing.ts'
import { openImport } from '../../server/channels/actions/imports/opening.ts'
import { bringChunk } from '../../server/channels/actions/imports/running.ts'
import { fileKinds } from '../../server/rooms.ts'
import { markOf } from '../kill/count.ts'
import { type Ground, mentionTexts, type Road } from './ground.ts'

/** Rows of one file, at most; marks begin where no other road's do. */
const mostRows = 40
const firstMark = 1_000_000

export const openFiles = async (ground: Ground): Promise<Road> => {
  const said: string[] = []
  const write = (): Buffer => {
    const rows = Array.from({ length: 1 + Math.floor(ground.chance() * mostRows) }, () => {
      const mark = `f${firstMark + said.length}x`
      said.push(mark)
      const day = String(1 + (said.length % 28)).padStart(2, '0')
      return `2026-10-${day} 오후 2:05,"하늘상점 배송이 빨라요, ${mark}",https://x.com/minji/status/${mark},민지`
    })
    return Buffer.from(`Date,Text,Url,Author\r\n${rows.join('\r\n')}\r\n`)
  }
  const announceFile = async (): Promise<string> =>
    (
      await ground.change(ctx =>
        createImport(ctx, { fileName: 'mentions.csv', topicId: null, of: 'mentions' }, 'ko', fileKinds),
      )
    ).id
  const piece = (importId: string, number: number, bytes: Uint8Array) =>
    ground.change(ctx => takePiece(ctx, { importId }, { number, bytes }))
  const open = async (importId: string) => {
    await ground.change(ctx => receiveWhole(ctx, importId))
    await ground.change(ctx => openImport(ctx, { importId }, fileKinds))
    await ground.change(ctx => beginRows(ctx, importId, fileKinds))
  }
  const bring = (importId: string, chunk: number) =>
    ground.change(ctx => bringChunk(ctx, { importId, chunk }, fileKinds))
  const goOn = async (importId: string, from = 0) => {
    ground.pass(60)
    for (let chunk: number | null = from; chunk !== null; ) chunk = await bring(importId, chunk)
  }
  const upload = async (bytes: Buffer): Promise<string> => {
    const importId = await announceFile()
    await piece(importId, 0, bytes)
    await open(importId)
    return importId
  }

  const drills: Readonly<Record<string, () => Promise<void>>> = {
    /** The worker died with all of a chunk done, and nothing of it committed. */
    async 'killed in the middle'() {
      const importId = await upload(write())
      const killed = new Error('killed')
      await ground
        .change(async ctx => {
          await bringChunk(ctx, { importId, chunk: 0 }, fileKinds)
          throw killed
        })
        .catch((error: unknown) => {
          if (error !== killed) throw error
        })
      await goOn(importId)
    },
    /** The worker died after the commit and before the queue knew: the job comes again, beside the one that went on. */
    async 'brought twice'() {
      const importId = await upload(write())
      await Promise.all([bring(importId, 0), bring(importId, 0)])
      await bring(importId, 0)
      await goOn(importId, 1)
    },
    async 'an upload that broke off'() {
      const bytes = write()
      const importId = await announceFile()
      await piece(importId, 0, bytes.subarray(0, Math.floor(bytes.length * ground.chance())))
      await piece(importId, 0, bytes)
      await open(importId)
      await goOn(importId)
    },
    async 'the same file again'() {
      const bytes = write()
      for (let times = 0; times < 2; times += 1) await goOn(await upload(bytes))
    },
    /** Two people bring one file at the same time. */
    async 'the same file at once'() {
      const bytes = write()
      const [first, second] = [await upload(bytes), await upload(bytes)]
      await Promise.all([goOn(first), goOn(second)])
    },
  }

  return {
    outages: Object.keys(drills),
    meet: outage => drills[outage]!(),
    count: async () => {
      const texts = await mentionTexts(ground, null)
      const kept = texts.map(markOf).filter(mark => Number(mark.slice(1, -1)) >= firstMark)
      return [{ what: 'rows', said, kept }]
    },
    stop: async () => undefined,
  }
}
