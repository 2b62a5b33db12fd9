/** The widget as it would look, drawn by the very script that pages get. */
import { useCallback, useEffect, useRef } from 'react'
import { shownTexts, type WidgetSettings } from '../../../contract/channels/widgets.ts'
import { useLocale } from '../../platform/i18n.ts'
import { previewPage } from './widget-code.ts'
import { words } from './words.ts'

type Frame = Window & { maeariChat?: (verb: string, given?: unknown) => void }

export const WidgetPreview = ({ settings, isOpen }: { settings: WidgetSettings; isOpen: boolean }) => {
  const t = words.useT()
  const locale = useLocale()
  const frame = useRef<HTMLIFrameElement>(null)
  const wear = useCallback(() => {
    const inside = frame.current?.contentWindow as Frame | null
    inside?.maeariChat?.('look', { ...settings, isOpen, texts: shownTexts(settings.texts) })
  }, [settings, isOpen])
  useEffect(wear, [wear])
  const begin = () => {
    wear()
    ;(frame.current?.contentWindow as Frame | null)?.maeariChat?.('open')
  }
  return (
    <iframe
      ref={frame}
      key={locale}
      title={t('preview')}
      srcDoc={previewPage(locale)}
      onLoad={begin}
      className="h-[560px] w-full rounded-md border border-hair bg-sunken"
    />
  )
}
