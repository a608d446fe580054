/** What a figure says of the rows behind it: the list itself comes in parts. */
export interface Counted {
  /** How many the figure counts. */
  count?: number | undefined;
  /** Of these, how many belong by now to somebody out of the reader’s reach; not known: null. */
  notListed?: number | null | undefined;
}

/** The page that shows the rows behind a figure, by the figure's `drillDown`. */
export function rowsHref(drillDown: string, title: string, { count, notListed }: Counted = {}): string {
  const said = {
    ...{ list: drillDown, title },
    ...(count !== undefined && { count: String(count) }),
    ...(notListed && { notListed: String(notListed) }),
  };
  return `/rows?${new URLSearchParams(said).toString()}`;
}
