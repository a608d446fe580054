/** The page that shows the rows behind a figure, by the figure's `drillDown`. */
export function rowsHref(drillDown: string, title: string): string {
  return `/rows?${new URLSearchParams({ list: drillDown, title }).toString()}`;
}
