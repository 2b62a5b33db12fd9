/** Lines over time, quietly: direct labels, the comparison in grey, events marked on the axis; drawn by uPlot when needed. */
import { lazy, Suspense } from 'react'
import type { LineChartProps } from './line.ts'
import { Skeleton } from './states.tsx'

const Drawing = lazy(() => import('./line-drawing.tsx').then(module => ({ default: module.LineDrawing })))

export const LineChart = (props: LineChartProps) => (
  <div className="relative" style={{ height: props.height ?? 230 }}>
    <Suspense fallback={<Skeleton className="h-full w-full" />}>
      <Drawing {...props} />
    </Suspense>
  </div>
)
