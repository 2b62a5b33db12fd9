/** 설정 → 채널과 수집원. */
import { SettingsHead } from '../platform/shell/settings-head.tsx'
import { Accounts } from './accounts.tsx'
import { Sources } from './sources.tsx'
import { Trouble } from './trouble.tsx'
import { words } from './words.ts'

export const ChannelsPage = () => {
  const t = words.useT()
  return (
    <>
      <SettingsHead title={t('channels.title')} hint={t('channels.hint')} />
      <Trouble />
      <Accounts />
      <Sources />
    </>
  )
}
