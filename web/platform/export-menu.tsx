/** A list as it stands, taken out as a file. */
import { Download } from 'lucide-react'
import { Button, IconButton } from '../kit/button.tsx'
import { Menu, MenuItem } from '../kit/menu.tsx'

const formats = ['xlsx', 'csv', 'jsonl'] as const
export type ExportFormat = (typeof formats)[number]

interface ExportMenuProps {
  label: string
  /** Where the file is. */
  urlOf: (format: ExportFormat) => string
  /** A sign alone, where there is no room for words. */
  isSmall?: boolean
}

export const ExportMenu = ({ label, urlOf, isSmall }: ExportMenuProps) => (
  <Menu
    trigger={
      isSmall ? (
        <IconButton label={label} icon={Download} size={14} />
      ) : (
        <Button size="sm" tone="quiet" icon={Download}>
          <span className="max-md:sr-only">{label}</span>
        </Button>
      )
    }
  >
    {formats.map(format => (
      <MenuItem key={format} onPick={() => window.location.assign(urlOf(format))}>
        {format === 'jsonl' ? 'JSON Lines' : format.toUpperCase()}
      </MenuItem>
    ))}
  </Menu>
)
