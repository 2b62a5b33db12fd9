/** What stands beside the text of a message: who really wrote it, what could not be read, files, quotation and signature. */
import { Download, FileX, Info } from 'lucide-react'
import { type Attachment, getItemParts, type ItemParts } from '../../contract/channels.ts'
import { Chip } from '../kit/chip.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useFormats } from '../platform/session.ts'
import { usePathWorkspace } from '../platform/workspace.ts'
import { fileSize } from './file-size.ts'
import { words } from './words.ts'

/** Nothing where there is nothing. Texts are shown as text alone: no markup of a message ever reaches the page. */
export const MessageParts = ({ parts }: { parts: ItemParts }) => {
  const t = words.useT()
  const { automatic, notices, attachments, quoted, signature } = parts
  return (
    <>
      {automatic && (
        <p className="mt-1.5">
          <Chip tone={automatic === 'bounce' ? 'warn' : 'neu'}>{t(`parts.${automatic}`)}</Chip>
        </p>
      )}
      {attachments.length > 0 && (
        <ul aria-label={t('parts.files')} className="mt-2 flex flex-wrap gap-1.5">
          {attachments.map(file => (
            <li key={file.id} className="max-w-full">
              <File file={file} />
            </li>
          ))}
        </ul>
      )}
      {notices.map(notice => (
        <p key={`${notice.code} ${notice.message}`} className="mt-1.5 flex items-start gap-1.5 text-warn text-xs">
          <Info size={13} className="mt-px shrink-0" aria-hidden />
          {notice.message}
        </p>
      ))}
      <Folded says={t('parts.signature')} text={signature} />
      <Folded says={t('parts.quoted')} text={quoted} />
    </>
  )
}

/** The same for an item of which only the id is known. */
export const PartsOfItem = ({ itemId }: { itemId: string }) => {
  const { data } = useEndpoint(getItemParts, { itemId }, { staleMs: 60 * 60_000 })
  return data ? <MessageParts parts={data} /> : null
}

const look =
  'inline-flex max-w-full items-center gap-1.5 rounded-md border border-hair px-2 py-1 text-xs pointer-coarse:min-h-11'

const File = ({ file }: { file: Attachment }) => {
  const t = words.useT()
  const { number } = useFormats()
  const size = fileSize(file.size, number)
  if (!file.isKept)
    return (
      <span className={`${look} text-muted`} title={t('parts.left')}>
        <FileX size={13} className="shrink-0" aria-hidden />
        <span className="truncate">{file.name}</span>
        <span className="shrink-0 tabular-nums">{size}</span>
        <span className="shrink-0">{t('parts.left')}</span>
      </span>
    )
  return <FileLink file={file} path={`attachments/${file.id}`} />
}

/** A file to be saved. @param path below the workspace's part of the API. */
export const FileLink = ({ file, path }: { file: Pick<Attachment, 'name' | 'type' | 'size'>; path: string }) => {
  const { number } = useFormats()
  const workspaceId = usePathWorkspace()
  return (
    <a
      href={`/api/w/${workspaceId}/${path}`}
      download={file.name}
      title={file.type}
      className={`${look} bg-panel text-accent-text hover:bg-hover`}
    >
      <Download size={13} className="shrink-0" aria-hidden />
      <span className="truncate">{file.name}</span>
      <span className="shrink-0 text-muted tabular-nums">{fileSize(file.size, number)}</span>
    </a>
  )
}

const Folded = ({ says, text }: { says: string; text: string | null }) =>
  text === null ? null : (
    <details className="mt-1.5 text-xs">
      <summary className="w-fit cursor-pointer rounded-sm text-muted hover:text-ink pointer-coarse:min-h-8">
        {says}
      </summary>
      <p className="mt-1 whitespace-pre-wrap break-words border-hair border-l-2 pl-2.5 text-muted leading-[1.6]">
        {text}
      </p>
    </details>
  )
