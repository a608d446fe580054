import { catalogue } from '#lib/i18n/catalogue.ts';

export const words = catalogue(
  {
    zoomIn: 'Ingrandisci',
    zoomOut: 'Riduci',
    all: 'Mostra tutto',
    noPoints: 'Nessun indirizzo da mostrare sulla mappa.',
    credit: 'Contorni: Natural Earth · Città: GeoNames, CC BY 4.0',
    stop: (number: string, name: string, time: string) => `${number}. ${name}, ${time}`,
    done: (name: string, time: string) => `${name}, ${time}, fatta`,
    off: (name: string, time: string) => `${name}, ${time}, saltata o annullata`,
    map: 'Mappa del giro',
  },
  {
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    all: 'Show everything',
    noPoints: 'No address to show on the map.',
    credit: 'Outline: Natural Earth · Towns: GeoNames, CC BY 4.0',
    stop: (number, name, time) => `${number}. ${name}, ${time}`,
    done: (name, time) => `${name}, ${time}, done`,
    off: (name, time) => `${name}, ${time}, skipped or cancelled`,
    map: 'Map of the round',
  },
);
