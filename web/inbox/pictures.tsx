/** The pictures of an answer: attached, pasted or dropped, each with words for people who cannot see it. */
import { ImagePlus, X } from 'lucide-react'
import { type ClipboardEvent, type DragEvent, useEffect, useId, useRef, useState } from 'react'
import { addMedia } from '../../contract/channels.ts'
import type { ConversationDetail } from '../../contract/inbox.ts'
import { IconButton } from '../kit/button.tsx'
import { cx } from '../kit/class.ts'
import { Input } from '../kit/field.tsx'
import { useToasts } from '../kit/toast.tsx'
import { useVerb } from '../platform/query.ts'
import { fitPicture } from './shrink.ts'
import { words } from './words.ts'

export interface KeptPicture {
  readonly mediaId: string
  readonly alt: string
  /** A data URL: pages of ours may show nothing else that they made themselves. */
  readonly preview: string
}

type Takes = ConversationDetail['media']

export interface ComposerPictures {
  readonly takes: Takes
  readonly kept: readonly KeptPicture[]
  readonly isBusy: boolean
  /** Whether the missing words are pointed at. */
  readonly isNudging: boolean
  readonly set: (kept: readonly KeptPicture[]) => void
  readonly add: (files: readonly File[]) => void
  /** Whether all have the words that the network wants; points at the first that has none. */
  readonly checkWords: () => boolean
  readonly onPaste: (event: ClipboardEvent) => void
  readonly dropping: { onDragOver?: (event: DragEvent) => void; onDrop?: (event: DragEvent) => void }
}

/** @param takes what the channel takes; null takes none. Another conversation begins without pictures. */
export const usePictures = (conversationId: string, takes: Takes): ComposerPictures => {
  const t = words.useT()
  const toasts = useToasts()
  const upload = useVerb(addMedia)
  const [state, setState] = useState<{ of: string; kept: readonly KeptPicture[] }>({ of: conversationId, kept: [] })
  const [busy, setBusy] = useState(0)
  const [isNudging, setNudging] = useState(false)
  const kept = takes && state.of === conversationId ? state.kept : []
  const set = (next: readonly KeptPicture[]) => {
    setState({ of: conversationId, kept: next })
    setNudging(false)
  }
  const addOne = async (file: File, mostBytes: number) => {
    setBusy(count => count + 1)
    try {
      const fitted = await fitPicture(file, mostBytes)
      if (fitted === null) return toasts.show({ text: t('pictures.unreadable', { name: file.name }), tone: 'bad' })
      const { id } = await upload.ask({ data: fitted.data })
      const preview = `data:${fitted.blob.type};base64,${fitted.data}`
      setState(now => ({
        of: conversationId,
        kept: [...(now.of === conversationId ? now.kept : []), { mediaId: id, alt: '', preview }],
      }))
    } catch {
      // The verb has said why.
    } finally {
      setBusy(count => count - 1)
    }
  }
  const add = (files: readonly File[]) => {
    if (!takes) return
    const pictures = files.filter(file => file.type.startsWith('image/'))
    const room = takes.most - kept.length - busy
    if (pictures.length > room) toasts.show({ text: t('pictures.tooMany', { count: takes.most }), tone: 'bad' })
    for (const file of pictures.slice(0, Math.max(0, room))) void addOne(file, takes.mostBytes)
  }
  const checkWords = () => {
    const isWhole = !takes?.needsAlt || kept.every(one => one.alt.trim() !== '')
    setNudging(!isWhole)
    return isWhole
  }
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files]
    if (!takes || files.length === 0) return
    event.preventDefault()
    add(files)
  }
  const dropping = takes
    ? {
        onDragOver: (event: DragEvent) => event.preventDefault(),
        onDrop: (event: DragEvent) => {
          event.preventDefault()
          add([...event.dataTransfer.files])
        },
      }
    : {}
  return { takes, kept, isBusy: busy > 0, isNudging, set, add, checkWords, onPaste, dropping }
}

export const AttachButton = ({ pictures }: { pictures: ComposerPictures }) => {
  const t = words.useT()
  const chooser = useRef<HTMLInputElement>(null)
  const { takes, kept, isBusy, add } = pictures
  if (!takes) return null
  return (
    <>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label={t('pictures.attach')}
        accept={takes.contentTypes.join()}
        onChange={event => {
          add([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <IconButton
        label={t('pictures.attach')}
        icon={ImagePlus}
        disabled={isBusy || kept.length >= takes.most}
        onClick={() => chooser.current?.click()}
      />
    </>
  )
}

export const Pictures = ({ pictures }: { pictures: ComposerPictures }) => {
  const t = words.useT()
  const { kept, isBusy, isNudging, set } = pictures
  if (kept.length === 0 && !isBusy) return null
  return (
    <ul aria-label={t('pictures.label')} className="flex flex-col gap-2 px-3 pb-2">
      {kept.map((one, index) => (
        <OnePicture
          key={one.mediaId}
          picture={one}
          number={index + 1}
          isNudging={isNudging && one.alt.trim() === ''}
          onWords={alt => set(kept.map(other => (other === one ? { ...one, alt } : other)))}
          onRemove={() => set(kept.filter(other => other !== one))}
        />
      ))}
      {isBusy && (
        <li role="status" className="text-muted text-xs">
          {t('pictures.adding')}
        </li>
      )}
    </ul>
  )
}

interface OnePictureProps {
  picture: KeptPicture
  number: number
  isNudging: boolean
  onWords: (alt: string) => void
  onRemove: () => void
}

const OnePicture = ({ picture, number, isNudging, onWords, onRemove }: OnePictureProps) => {
  const t = words.useT()
  const nudge = useId()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (isNudging) field.current?.focus()
  }, [isNudging])
  return (
    <li className="flex items-center gap-2">
      <img src={picture.preview} alt="" className="size-12 shrink-0 rounded-sm border border-hair object-cover" />
      <span className="flex min-w-0 grow flex-col gap-1">
        <Input
          ref={field}
          aria-label={t('pictures.words', { count: number })}
          aria-invalid={isNudging}
          aria-describedby={isNudging ? nudge : undefined}
          placeholder={t('pictures.wordsHint')}
          maxLength={1000}
          value={picture.alt}
          onChange={event => onWords(event.target.value)}
        />
        <span
          id={nudge}
          role={isNudging ? 'alert' : undefined}
          className={cx('text-xs', isNudging ? 'text-neg' : 'sr-only')}
        >
          {isNudging ? t('pictures.nudge') : ''}
        </span>
      </span>
      <IconButton label={t('pictures.remove', { count: number })} icon={X} onClick={onRemove} />
    </li>
  )
}
