/** The files of an answer, on channels that carry any file: attached or dropped, sent to the server while one writes on. */
import { FileText, Paperclip, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { addFile, type OutgoingFile, putFile } from '../../contract/channels.ts'
import type { ConversationDetail } from '../../contract/inbox.ts'
import { fileSize, sendBytes } from '../channels/index.ts'
import { IconButton } from '../kit/button.tsx'
import { useToasts } from '../kit/toast.tsx'
import { isProblemError } from '../platform/problem.ts'
import { useVerb } from '../platform/query.ts'
import { useFormats, useWorkspace } from '../platform/session.ts'
import { words } from './words.ts'

type Takes = ConversationDetail['files']

export interface ComposerFiles {
  readonly takes: Takes
  readonly kept: readonly OutgoingFile[]
  readonly isBusy: boolean
  readonly set: (kept: readonly OutgoingFile[]) => void
  readonly add: (files: readonly File[]) => void
}

/** @param takes what the channel carries; null carries none. Another conversation begins without files. */
export const useFiles = (conversationId: string, takes: Takes): ComposerFiles => {
  const t = words.useT()
  const toasts = useToasts()
  const { number } = useFormats()
  const { id: workspaceId } = useWorkspace()
  const announce = useVerb(addFile)
  const [state, setState] = useState<{ of: string; kept: readonly OutgoingFile[] }>({ of: conversationId, kept: [] })
  const [busy, setBusy] = useState(0)
  const kept = takes && state.of === conversationId ? state.kept : []
  const addOne = async (file: File) => {
    setBusy(count => count + 1)
    try {
      const { id } = await announce.ask({ name: file.name })
      const whole = await sendBytes<OutgoingFile>(putFile, { fileId: id }, workspaceId, file)
      setState(now => ({ of: conversationId, kept: [...(now.of === conversationId ? now.kept : []), whole] }))
    } catch (error) {
      // Of a name that is refused the verb has said why.
      if (isProblemError(error) && error.problem.code !== 'channels.file_refused')
        toasts.show({ text: `${file.name}: ${error.problem.title}`, tone: 'bad' })
    } finally {
      setBusy(count => count - 1)
    }
  }
  const add = (files: readonly File[]) => {
    if (!takes) return
    const bytes = [...kept, ...files].reduce((sum, one) => sum + one.size, 0)
    if (kept.length + busy + files.length > takes.most)
      return toasts.show({ text: t('files.tooMany', { count: takes.most }), tone: 'bad' })
    if (bytes > takes.mostBytes)
      return toasts.show({ text: t('files.tooLarge', { most: fileSize(takes.mostBytes, number) }), tone: 'bad' })
    for (const file of files) void addOne(file)
  }
  return { takes, kept, isBusy: busy > 0, set: next => setState({ of: conversationId, kept: next }), add }
}

export const AttachFilesButton = ({ files }: { files: ComposerFiles }) => {
  const t = words.useT()
  const chooser = useRef<HTMLInputElement>(null)
  if (!files.takes) return null
  return (
    <>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label={t('files.attach')}
        onChange={event => {
          files.add([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <IconButton label={t('files.attach')} icon={Paperclip} onClick={() => chooser.current?.click()} />
    </>
  )
}

export const AttachedFiles = ({ files }: { files: ComposerFiles }) => {
  const t = words.useT()
  const { number } = useFormats()
  const { kept, isBusy, set } = files
  if (kept.length === 0 && !isBusy) return null
  return (
    <ul aria-label={t('files.label')} className="flex flex-wrap gap-1.5 px-3 pb-2">
      {kept.map(file => (
        <li
          key={file.id}
          className="flex max-w-full items-center gap-1.5 rounded-md border border-hair bg-panel py-0.5 pr-0.5 pl-2 text-xs"
        >
          <FileText size={13} className="shrink-0 text-muted" aria-hidden />
          <span className="truncate">{file.name}</span>
          <span className="shrink-0 text-muted tabular-nums">{fileSize(file.size, number)}</span>
          <IconButton
            label={t('files.remove', { name: file.name })}
            icon={X}
            onClick={() => set(kept.filter(other => other !== file))}
          />
        </li>
      ))}
      {isBusy && (
        <li role="status" className="self-center text-muted text-xs">
          {t('files.adding')}
        </li>
      )}
    </ul>
  )
}
