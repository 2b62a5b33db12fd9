/** The drawing of a line chart: uPlot with labels, marks and colours of the kit. */
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Line, LineChartProps } from './line.ts'

const colourOf = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()
const lineColour = (line: Line): string =>
  line.tone === 'compare' ? `color-mix(in srgb, ${colourOf('faint')} 55%, ${colourOf('panel')})` : colourOf(line.tone)
const font = '11px "Pretendard Variable", Pretendard, "Noto Sans CJK KR", sans-serif'
const strongFont = `600 ${font}`

const watchTheme = (notify: () => void) => {
  const watcher = new MutationObserver(notify)
  watcher.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => watcher.disconnect()
}

export const LineDrawing = (props: LineChartProps) => {
  const box = useRef<HTMLDivElement>(null)
  const theme = useSyncExternalStore(watchTheme, () => document.documentElement.dataset.theme)
  const [width, setWidth] = useState(0)
  const latest = useRef(props)
  latest.current = props

  useEffect(() => {
    const element = box.current
    if (!element) return
    const watcher = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [])

  const { at, lines, marks, height, timeZone, grain, locale } = props
  useEffect(() => {
    const element = box.current
    if (!element || width < 40) return
    void theme
    const plot = new uPlot(
      optionsOf({ at, lines, marks: marks ?? [], timeZone, grain, locale }, width, height ?? 230),
      dataOf(at, lines),
      element,
    )
    const pick = () => {
      const index = plot.cursor.idx
      const point = typeof index === 'number' ? at[index] : undefined
      if (point !== undefined) latest.current.onPick?.(point)
    }
    plot.over.addEventListener('click', pick)
    return () => plot.destroy()
  }, [at, lines, marks, height, timeZone, grain, locale, width, theme])

  return (
    <div role="img" aria-label={props.label} className={props.onPick ? 'h-full cursor-pointer' : 'h-full'}>
      <div ref={box} className="h-full" />
    </div>
  )
}

type Drawn = Required<Pick<LineChartProps, 'at' | 'lines' | 'marks' | 'timeZone' | 'grain' | 'locale'>>

const dataOf = (at: readonly number[], lines: readonly Line[]): uPlot.AlignedData =>
  [[...at], ...lines.map(line => [...line.values])] as uPlot.AlignedData

const optionsOf = (drawn: Drawn, width: number, height: number): uPlot.Options => {
  const ratio = window.devicePixelRatio || 1
  const tick = new Intl.DateTimeFormat(drawn.locale === 'ko' ? 'ko-KR' : 'en-US', {
    timeZone: drawn.timeZone,
    ...(drawn.grain === 'hour' ? { hour: 'numeric', hourCycle: 'h23' } : { month: 'numeric', day: 'numeric' }),
  })
  return {
    width,
    height,
    padding: [16, 72, 0, 0],
    // Ticks stand on whole hours and days of the workspace's zone, not the browser's.
    tzDate: at => uPlot.tzDate(new Date(at * 1000), drawn.timeZone),
    legend: { show: false },
    cursor: { y: false, points: { size: 6 }, drag: { setScale: false, x: false, y: false } },
    scales: { x: { time: true }, y: { range: (_, low, high) => [Math.min(0, low), niceTop(high)] } },
    axes: [
      {
        stroke: colourOf('faint'),
        font,
        grid: { show: false },
        ticks: { show: false },
        size: 26,
        space: 100,
        values: (_, splits) => splits.map(split => tick.format(new Date(split * 1000))),
      },
      {
        stroke: colourOf('faint'),
        font,
        size: 34,
        space: 44,
        ticks: { show: false },
        grid: { stroke: colourOf('hair'), width: 1 },
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000],
      },
    ],
    series: [
      {},
      ...drawn.lines.map(line => ({
        label: line.label,
        stroke: lineColour(line),
        width: line.tone === 'compare' ? 1.5 : 1.8,
        points: { show: false },
        ...(line.isFilled ? { fill: `color-mix(in srgb, ${lineColour(line)} 16%, transparent)` } : {}),
      })),
    ],
    hooks: {
      draw: [plot => drawMarks(plot, drawn, ratio), plot => drawLabels(plot, drawn, ratio)],
    },
  }
}

const niceTop = (high: number): number => {
  if (!Number.isFinite(high) || high <= 4) return 4
  const step = 10 ** Math.floor(Math.log10(high)) / 2
  return Math.ceil((high * 1.04) / step) * step
}

const drawMarks = (plot: uPlot, { marks }: Drawn, ratio: number) => {
  const { ctx, bbox } = plot
  ctx.save()
  ctx.font = scaled(font, ratio)
  ctx.strokeStyle = ctx.fillStyle = colourOf('warn')
  ctx.lineWidth = ratio
  ctx.setLineDash([3 * ratio, 3 * ratio])
  for (const mark of marks) {
    const x = plot.valToPos(mark.at, 'x', true)
    if (x < bbox.left || x > bbox.left + bbox.width) continue
    ctx.beginPath()
    ctx.moveTo(x, bbox.top - 8 * ratio)
    ctx.lineTo(x, bbox.top + bbox.height)
    ctx.stroke()
    const isRight = x > bbox.left + bbox.width / 2
    ctx.textAlign = isRight ? 'right' : 'left'
    ctx.fillText(mark.label, x + (isRight ? -6 : 6) * ratio, bbox.top + 2 * ratio)
  }
  ctx.restore()
}

/** Labels stand at the ends of their lines, moved apart where they would meet. */
const drawLabels = (plot: uPlot, { at, lines }: Drawn, ratio: number) => {
  const { ctx } = plot
  const labels = lines.flatMap(line => {
    if (line.tone === 'compare') return []
    const last = line.values.findLastIndex(value => value !== null)
    const value = line.values[last]
    const time = at[last]
    if (value === undefined || value === null || time === undefined) return []
    const text = [line.shape, line.label, value.toLocaleString('en-US')].filter(Boolean).join(' ')
    return [{ text, x: plot.valToPos(time, 'x', true), y: plot.valToPos(value, 'y', true), colour: lineColour(line) }]
  })
  labels.sort((a, b) => a.y - b.y)
  ctx.save()
  ctx.font = scaled(strongFont, ratio)
  ctx.textBaseline = 'middle'
  let floor = Number.NEGATIVE_INFINITY
  for (const label of labels) {
    const y = Math.max(label.y, floor + 14 * ratio)
    floor = y
    ctx.fillStyle = label.colour
    ctx.textAlign = 'left'
    ctx.fillText(label.text, label.x + 8 * ratio, y)
  }
  ctx.restore()
}

const scaled = (face: string, ratio: number): string => face.replace('11px', `${11 * ratio}px`)
