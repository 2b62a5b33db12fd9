/** Where a file is dropped or chosen; it is sent at once, and its import opens. */
import { FileUp } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { createImport, type ImportHome, listImports } from '../../../contract/channels.ts'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { useGo } from '../../platform/links.tsx'
import { isProblemError } from '../../platform/problem.ts'
import { useVerb } from '../../platform/query.ts'
import { useFormats, useWorkspace } from '../../platform/session.ts'
import { sendFile } from './upload.ts'
import { words } from './words.ts'

/** @param place where the pages of files stand: `/listen` or `/customers`. */
export const DropZone = ({ of, place }: { of: ImportHome; place: string }) => {
  const t = words.useT()
  const formats = useFormats()
  const bring = useBring(of, place)
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) bring.send(file)
  }
  return (
    <section
      aria-label={t('import.drop')}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx(
        'flex flex-col items-center gap-2 rounded-lg border border-dashed px-6 py-9 text-center',
        isOver ? 'border-accent bg-accent-soft' : 'border-hair-strong bg-panel',
      )}
    >
      <FileUp size={22} strokeWidth={1.5} className="text-faint" aria-hidden />
      {bring.sending ? (
        <p role="status" className="font-semibold text-md">
          {t('import.uploading', { name: bring.sending.name, share: formats.share(bring.sending.share) })}
        </p>
      ) : (
        <p className="font-semibold text-md">{t('import.drop')}</p>
      )}
      <p className="max-w-md text-muted">{t('import.dropHint')}</p>
      {bring.problem && (
        <p role="alert" className="text-neg text-sm">
          {bring.problem}
        </p>
      )}
      <input
        ref={input}
        type="file"
        tabIndex={-1}
        aria-hidden
        className="sr-only"
        accept=".csv,.tsv,.txt,.xlsx,.json,.jsonl,.ndjson"
        onChange={event => {
          const [file] = event.target.files ?? []
          if (file) bring.send(file)
          event.target.value = ''
        }}
      />
      <Button tone="primary" className="mt-2" isBusy={bring.sending !== null} onClick={() => input.current?.click()}>
        {t('import.choose')}
      </Button>
    </section>
  )
}

/** Announces a file, sends it, and goes to its page. */
const useBring = (of: ImportHome, place: string) => {
  const go = useGo()
  const { id } = useWorkspace()
  const create = useVerb(createImport, { isQuiet: true, refetch: [listImports] })
  const [sending, setSending] = useState<{ name: string; share: number } | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const send = async (file: File) => {
    setProblem(null)
    setSending({ name: file.name, share: 0 })
    try {
      const made = await create.ask({ fileName: file.name.slice(-200), of })
      await sendFile(id, made.id, file, share => setSending({ name: file.name, share }))
      go(`${place}/imports/${made.id}`)
    } catch (error) {
      setProblem(isProblemError(error) ? error.problem.title : String(error))
    } finally {
      setSending(null)
    }
  }
  return { send: (file: File) => void send(file), sending, problem }
}
