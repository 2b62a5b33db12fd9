/** The files of the stream: what is shown goes out as a file, with its progress; others are brought in. */
import { FileDown, FileUp, FolderDown } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import {
  createExport,
  downloadExport,
  getExport,
  listExports,
  type MentionFilter,
} from '../../../contract/listening.ts'
import { IconButton } from '../../kit/button.tsx'
import { Menu, MenuItem, MenuLine } from '../../kit/menu.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { useGo } from '../../platform/links.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { buildRequest } from '../../platform/request.ts'
import { useFormats, useMay, useWorkspace } from '../../platform/session.ts'
import { words } from './words.ts'

const formats = ['csv', 'xlsx', 'jsonl'] as const

/** @param filter what the stream shows. */
export const FilesMenu = ({ filter }: { filter: MentionFilter }) => {
  const t = words.useT()
  const go = useGo()
  const may = useMay()
  const { id } = useWorkspace()
  const [exporting, setExporting] = useState<string | null>(null)
  const ask = useVerb(createExport, {
    refetch: [listExports],
    onDone: made => {
      setExporting(made.id)
      // The browser saves it while it comes: a million rows never stand in the page.
      window.location.assign(buildRequest(downloadExport, { exportId: made.id }, id).url)
    },
  })
  return (
    <>
      {exporting && <ExportProgress exportId={exporting} onDone={() => setExporting(null)} />}
      <Menu trigger={<IconButton label={t('files.menu')} icon={FolderDown} />}>
        {formats.map(format => (
          <MenuItem key={format} icon={FileDown} onPick={() => ask.run({ format, filter })}>
            {t(`export.${format}`)}
          </MenuItem>
        ))}
        {may('listening.manage') && (
          <>
            <MenuLine />
            <MenuItem icon={FileUp} onPick={() => go('/listen/imports')}>
              {t('import.title')}
            </MenuItem>
          </>
        )}
      </Menu>
    </>
  )
}

const everyMs = 1000

/** How far an export is, until it is done or has not moved for a while. */
const ExportProgress = ({ exportId, onDone }: { exportId: string; onDone: () => void }) => {
  const t = words.useT()
  const numbers = useFormats()
  const toasts = useToasts()
  const found = useEndpoint(getExport, { exportId }, { staleMs: 0 })
  const { data, refetch } = found
  const still = useRef({ rows: -1, times: 0 })
  useEffect(() => {
    const timer = setInterval(() => void refetch(), everyMs)
    return () => clearInterval(timer)
  }, [refetch])
  useEffect(() => {
    if (!data) return
    if (data.finishedAt) {
      toasts.show({ text: t('export.done', { rows: data.rows }), tone: 'good' })
      onDone()
      return
    }
    still.current =
      data.rows === still.current.rows
        ? { rows: data.rows, times: still.current.times + 1 }
        : { rows: data.rows, times: 0 }
    if (still.current.times > 30) onDone()
  }, [data, onDone, t, toasts])
  if (!data) return null
  const total = data.isMore ? t('export.many', { count: data.total }) : numbers.number(data.total)
  return (
    <span role="status" className="text-muted text-xs tabular-nums max-md:hidden">
      {t('export.progress', { rows: data.rows, total })}
    </span>
  )
}
