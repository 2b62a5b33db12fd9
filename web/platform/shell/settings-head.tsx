/** How a page of 설정 begins. */
import type { ReactNode } from 'react'

/** The head of a settings page. */
export const SettingsHead = ({ title, hint, actions }: { title: string; hint?: string; actions?: ReactNode }) => (
  <div className="flex items-start gap-4">
    <div className="grow">
      <h2 className="font-semibold text-lg">{title}</h2>
      {hint && <p className="mt-0.5 text-muted">{hint}</p>}
    </div>
    {actions}
  </div>
)
