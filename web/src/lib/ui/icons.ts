/** Outlines on a grid of 24. */
export const ICONS = {
  day: 'M4 7h16v13H4zM4 11h16M8 3v5M16 3v5M8.5 15.5l2.2 2.2 4.8-4.4',
  chart: 'M4 20V4M4 20h16M8.5 16v-4M13 16V8M17.5 16v-6',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c1.2-3.6 4-5.5 7.5-5.5s6.3 1.9 7.5 5.5',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.6v.2',
  download: 'M12 4v11M7.5 11 12 15.5 16.5 11M5 20h14',
  upload: 'M12 15.5V4M7.5 8.5 12 4l4.5 4.5M5 15.5V20h14v-4.5',
  undo: 'M8.5 5 4 9.5 8.5 14M4 9.5h10a5.5 5.5 0 0 1 0 11h-3',
  admin: 'M12 3.5 19 6v5.5c0 4.5-3 7.6-7 9-4-1.4-7-4.5-7-9V6zM9 12l2.2 2.2L15.2 10',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  close: 'M6 6l12 12M18 6 6 18',
  up: 'M6 14l6-6 6 6',
  down: 'M6 10l6 6 6-6',
  phone: 'M6 3h3l2 5-2.5 1.5a12 12 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z',
  route:
    'M12 21s6.5-5.8 6.5-11A6.5 6.5 0 0 0 5.5 10c0 5.2 6.5 11 6.5 11zM12 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  list: 'M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4 6.5h.5M4 12h.5M4 17.5h.5',
  clients: 'M4 20V9l1.5-5h13L20 9v11zM4 9h16M9.5 20v-6h5v6M8 9v1.5a2 2 0 0 0 4 0 2 2 0 0 0 4 0V9',
  edit: 'M4 20h4L19.5 8.5l-4-4L4 16zM13 7l4 4',
  plus: 'M12 5v14M5 12h14',
  back: 'M14.5 5.5 8 12l6.5 6.5',
  more: 'M5 12h.3M12 12h.3M19 12h.3',
  language: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3.5 9h17M3.5 15h17M12 3c-5 6-5 12 0 18M12 3c5 6 5 12 0 18',
  out: 'M10 4H5v16h5M14 8l4 4-4 4M18 12H9',
  expand: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  board: 'M4 5h4.5v14H4zM9.75 5h4.5v9h-4.5zM15.5 5H20v12h-4.5z',
  grip: 'M9 6h.2M15 6h.2M9 12h.2M15 12h.2M9 18h.2M15 18h.2',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.2 2',
} as const;

export type IconName = keyof typeof ICONS;
