/** Writes an archive of the whole database: one snapshot, one file, put in its place whole. */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { to as copyTo } from 'pg-copy-streams'
import type { Database } from '../db.ts'
import { appliedMigrations } from '../migrate.ts'
import { version } from '../version.ts'
import { copyOut, findSequences, findTables, keyFingerprint, portableText } from './catalog.ts'
import { type ArchivedTable, type ArchiveHead, openArchive, type TableSum, writeArchive } from './frames.ts'

/**
 * Saves everything but the key. Others may go on writing: all tables are read in one snapshot.
 * @param file is written beside its place first and renamed when it is whole and on the disk; mode 0600
 * @returns what each table held
 */
export const saveArchive = async (
  database: Database,
  file: string,
  now: Date,
  onTable: (sum: TableSum) => void = () => undefined,
): Promise<ArchiveHead> => {
  await mkdir(dirname(file), { recursive: true })
  const aside = `${file}.part`
  const client = await database.connect()
  try {
    await client.query('begin isolation level repeatable read, read only')
    await client.query(portableText)
    const head: ArchiveHead = {
      maeari: 'archive',
      format: 1,
      version,
      createdAt: now.toISOString(),
      migrations: await appliedMigrations(client),
      keyFingerprint: await keyFingerprint(client),
      tables: await findTables(client),
      sequences: await findSequences(client),
    }
    const zip = createGzip({ level: 4 })
    const written = createWriteStream(aside, { mode: 0o600 })
    zip.pipe(written)
    const broken = new Promise<never>((_resolve, reject) => {
      written.on('error', reject)
    })
    const rowsOf = (table: ArchivedTable) => client.query(copyTo(copyOut(table)))
    await Promise.race([broken, writeArchive(zip, head, rowsOf, onTable)])
    zip.end()
    await finished(written)
    await client.query('commit')
    await sync(aside)
    await rename(aside, file)
    return head
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  } finally {
    // Destroyed: a COPY that broke off leaves the connection in its middle.
    client.release(true)
  }
}

const sync = async (file: string): Promise<void> => {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Opens an archive's file; `end` lets go of it. */
export const readArchive = async (file: string) => {
  const stored = createReadStream(file)
  const unpacked: Readable = stored.pipe(createGunzip())
  stored.on('error', error => unpacked.destroy(error))
  // Held here: whoever reads on hears of it at the next byte, and before that nobody listens.
  unpacked.on('error', () => undefined)
  const end = () => {
    stored.destroy()
    unpacked.destroy()
  }
  try {
    return { ...(await openArchive(unpacked)), end }
  } catch (error) {
    end()
    throw error
  }
}

/** Reads an archive to its end. @returns its head. @throws words for people where it is not whole. */
export const proveWhole = async (file: string): Promise<ArchiveHead> => {
  const archive = await readArchive(file)
  try {
    for await (const { bytes } of archive.tables()) for await (const _ of bytes);
    return archive.head
  } finally {
    archive.end()
  }
}
