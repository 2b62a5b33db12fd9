/** How a page of 설정 begins. */
import type { ReactNode } from 'react'
import { HelpLink } from '../help-link.tsx'

interface SettingsHeadProps {
  title: string
  hint?: string
  actions?: ReactNode
  /** The page of help that explains it: `operate-install`. */
  help?: string
}

/** The head of a settings page. */
export const SettingsHead = ({ title, hint, actions, help }: SettingsHeadProps) => (
  <div className="flex items-start gap-4">
    <div className="grow">
      <h2 className="font-semibold text-lg">{title}</h2>
      {hint && <p className="mt-0.5 text-muted">{hint}</p>}
      {help && (
        <p className="mt-1">
          <HelpLink page={help} />
        </p>
      )}
    </div>
    {actions}
  </div>
)
