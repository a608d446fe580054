import { type BusinessDate, toDateColumn } from '../../../platform/time/rome.js';
import { whitMonday } from './easter.js';
import { townKey } from './town-name.js';

/** The first Tuesday of May as `{ month: 5, weekday: 2, nth: 1 }`; 7 is Sunday. */
interface NthWeekday {
  readonly month: number;
  readonly weekday: number;
  readonly nth: number;
}

/** `MM-dd`, a weekday of a month, or Whit Monday. */
type Feast = string | NthWeekday | typeof WHIT_MONDAY;

const WHIT_MONDAY = { after: 'Easter' } as const;

/**
 * The day that a town keeps for its patron saint. All provincial capitals but Trani and Carbonia, whose feasts are kept on
 * days that sources disagree about, and other large towns. In the province of Bolzano it is Whit Monday by law.
 * Where a town honours several saints, the day on which its offices and shops are closed.
 */
const FEASTS: Readonly<Record<string, readonly [feast: Feast, saint: string]>> = {
  // Valle d'Aosta, Piemonte
  aosta: ['09-07', 'San Grato'],
  torino: ['06-24', 'San Giovanni Battista'],
  alessandria: ['11-10', 'San Baudolino'],
  asti: [{ month: 5, weekday: 2, nth: 1 }, 'San Secondo'],
  biella: ['12-26', 'Santo Stefano'],
  cuneo: ['09-29', 'San Michele Arcangelo'],
  novara: ['01-22', 'San Gaudenzio'],
  verbania: ['05-08', 'San Vittore'],
  vercelli: ['08-01', "Sant'Eusebio"],
  alba: ['08-10', 'San Lorenzo'],
  bra: ['09-08', 'Madonna dei Fiori'],
  'casale monferrato': ['11-12', "Sant'Evasio"],
  ivrea: ['07-07', 'San Savino'],
  'novi ligure': ['08-05', 'Madonna della Neve'],
  tortona: ['03-06', 'San Marziano'],
  // Liguria
  genova: ['06-24', 'San Giovanni Battista'],
  imperia: ['11-26', 'San Leonardo da Porto Maurizio'],
  'la spezia': ['03-19', 'San Giuseppe'],
  savona: ['03-18', 'Nostra Signora della Misericordia'],
  chiavari: ['07-02', "Nostra Signora dell'Orto"],
  sanremo: ['10-13', 'San Romolo'],
  // Lombardia
  milano: ['12-07', "Sant'Ambrogio"],
  bergamo: ['08-26', "Sant'Alessandro"],
  brescia: ['02-15', 'Santi Faustino e Giovita'],
  como: ['08-31', "Sant'Abbondio"],
  cremona: ['11-13', "Sant'Omobono"],
  lecco: ['12-06', 'San Nicola'],
  lodi: ['01-19', 'San Bassiano'],
  mantova: ['03-18', "Sant'Anselmo"],
  monza: ['06-24', 'San Giovanni Battista'],
  pavia: ['12-09', 'San Siro'],
  sondrio: ['06-19', 'Santi Gervasio e Protasio'],
  varese: ['05-08', 'San Vittore'],
  'busto arsizio': ['06-24', 'San Giovanni Battista'],
  'cinisello balsamo': ['12-07', "Sant'Ambrogio"],
  crema: ['06-10', 'San Pantaleone'],
  legnano: ['11-05', 'San Magno'],
  lissone: ['06-29', 'Santi Pietro e Paolo'],
  rho: ['05-08', 'San Vittore'],
  saronno: ['06-29', 'Santi Pietro e Paolo'],
  'sesto san giovanni': ['06-24', 'San Giovanni Battista'],
  voghera: ['05-22', 'San Bovo'],
  // Trentino-Alto Adige, Veneto, Friuli-Venezia Giulia
  trento: ['06-26', 'San Vigilio'],
  bolzano: [WHIT_MONDAY, 'Lunedì di Pentecoste'],
  bressanone: [WHIT_MONDAY, 'Lunedì di Pentecoste'],
  brunico: [WHIT_MONDAY, 'Lunedì di Pentecoste'],
  laives: [WHIT_MONDAY, 'Lunedì di Pentecoste'],
  merano: [WHIT_MONDAY, 'Lunedì di Pentecoste'],
  belluno: ['11-11', 'San Martino'],
  padova: ['06-13', "Sant'Antonio"],
  rovigo: ['11-26', 'San Bellino'],
  treviso: ['04-27', 'San Liberale'],
  venezia: ['11-21', 'Madonna della Salute'],
  verona: ['05-21', 'San Zeno'],
  vicenza: ['09-08', 'Madonna di Monte Berico'],
  'abano terme': ['08-10', 'San Lorenzo'],
  'bassano del grappa': ['01-19', 'San Bassiano'],
  'castelfranco veneto': ['04-27', 'San Liberale'],
  chioggia: ['06-11', 'Santi Felice e Fortunato'],
  conegliano: ['11-06', 'San Leonardo'],
  mirano: ['09-29', 'San Michele Arcangelo'],
  schio: ['06-29', 'San Pietro'],
  'villafranca di verona': ['06-29', 'Santi Pietro e Paolo'],
  gorizia: ['03-16', 'Santi Ilario e Taziano'],
  pordenone: ['09-08', 'Madonna delle Grazie'],
  trieste: ['11-03', 'San Giusto'],
  udine: ['07-12', 'Santi Ermacora e Fortunato'],
  monfalcone: ['12-07', "Sant'Ambrogio"],
  // Emilia-Romagna
  bologna: ['10-04', 'San Petronio'],
  cesena: ['06-24', 'San Giovanni Battista'],
  ferrara: ['04-23', 'San Giorgio'],
  forli: ['02-04', 'Madonna del Fuoco'],
  modena: ['01-31', 'San Geminiano'],
  parma: ['01-13', "Sant'Ilario"],
  piacenza: ['07-04', "Sant'Antonino"],
  ravenna: ['07-23', "Sant'Apollinare"],
  'reggio emilia': ['11-24', 'San Prospero'],
  rimini: ['10-14', 'San Gaudenzo'],
  carpi: ['05-20', 'San Bernardino da Siena'],
  'casalecchio di reno': ['11-11', 'San Martino'],
  cento: ['02-03', 'San Biagio'],
  correggio: ['06-04', 'San Quirino'],
  fidenza: ['10-09', 'San Donnino'],
  imola: ['08-13', 'San Cassiano'],
  lugo: ['05-15', "Sant'Ilaro"],
  riccione: ['11-11', 'San Martino'],
  sassuolo: ['04-23', 'San Giorgio'],
  // Toscana, Umbria, Marche
  firenze: ['06-24', 'San Giovanni Battista'],
  arezzo: ['08-07', 'San Donato'],
  grosseto: ['08-10', 'San Lorenzo'],
  livorno: ['05-22', 'Santa Giulia'],
  lucca: ['07-12', 'San Paolino'],
  massa: ['10-04', "San Francesco d'Assisi"],
  pisa: ['06-17', 'San Ranieri'],
  pistoia: ['07-25', 'San Jacopo'],
  prato: ['12-26', 'Santo Stefano'],
  siena: ['12-01', "Sant'Ansano"],
  carrara: ['06-16', 'San Ceccardo'],
  empoli: ['11-30', "Sant'Andrea"],
  'sesto fiorentino': ['11-11', 'San Martino'],
  viareggio: ['03-25', 'Santissima Annunziata'],
  perugia: ['01-29', 'San Costanzo'],
  terni: ['02-14', 'San Valentino'],
  'citta di castello': ['11-13', 'San Florido'],
  foligno: ['01-24', 'San Feliciano'],
  gubbio: ['05-16', "Sant'Ubaldo"],
  spoleto: ['01-14', 'San Ponziano'],
  ancona: ['05-04', 'San Ciriaco'],
  'ascoli piceno': ['08-05', "Sant'Emidio"],
  fermo: ['08-16', 'Maria Santissima Assunta'],
  macerata: ['08-31', 'San Giuliano'],
  pesaro: ['09-24', 'San Terenzio'],
  urbino: ['06-01', 'San Crescentino'],
  'civitanova marche': ['08-18', 'San Marone'],
  fano: ['07-10', 'San Paterniano'],
  jesi: ['09-22', 'San Settimio'],
  'san benedetto del tronto': ['10-13', 'San Benedetto martire'],
  senigallia: ['05-04', 'San Paolino'],
  // Lazio, Abruzzo, Molise
  roma: ['06-29', 'Santi Pietro e Paolo'],
  frosinone: ['06-20', 'San Silverio'],
  latina: ['07-06', 'Santa Maria Goretti'],
  rieti: ['12-04', 'Santa Barbara'],
  viterbo: ['09-04', 'Santa Rosa'],
  anzio: ['06-13', "Sant'Antonio"],
  aprilia: ['09-29', 'San Michele Arcangelo'],
  civitavecchia: ['04-28', 'Santa Fermina'],
  fiumicino: ['10-05', "Sant'Ippolito"],
  tivoli: ['08-10', 'San Lorenzo'],
  velletri: ['11-23', 'San Clemente'],
  'l aquila': ['06-10', "San Massimo d'Aveia"],
  chieti: ['05-11', 'San Giustino'],
  pescara: ['10-10', 'San Cetteo'],
  teramo: ['12-19', 'San Berardo'],
  avezzano: ['04-27', 'Madonna di Pietraquaria'],
  vasto: ['09-29', 'San Michele Arcangelo'],
  campobasso: ['04-23', 'San Giorgio'],
  isernia: ['05-19', 'San Pietro Celestino'],
  termoli: ['08-04', 'San Basso'],
  // Campania, Puglia, Basilicata, Calabria
  napoli: ['09-19', 'San Gennaro'],
  avellino: ['02-14', 'San Modestino'],
  benevento: ['08-24', 'San Bartolomeo'],
  caserta: ['01-20', 'San Sebastiano'],
  salerno: ['09-21', 'San Matteo'],
  afragola: ['06-13', "Sant'Antonio"],
  aversa: ['01-25', 'Conversione di San Paolo'],
  'castellammare di stabia': ['01-19', 'San Catello'],
  'giugliano in campania': ['01-27', 'San Giuliano'],
  portici: ['01-31', 'San Ciro'],
  pozzuoli: ['11-16', 'San Procolo'],
  sorrento: ['02-14', "Sant'Antonino"],
  bari: ['12-06', 'San Nicola'],
  andria: [{ month: 9, weekday: 7, nth: 3 }, 'San Riccardo'],
  barletta: ['12-30', 'San Ruggero'],
  brindisi: [{ month: 9, weekday: 7, nth: 1 }, 'San Teodoro e San Lorenzo da Brindisi'],
  foggia: ['03-22', 'Madonna dei Sette Veli'],
  lecce: ['08-26', "Sant'Oronzo"],
  taranto: ['05-10', 'San Cataldo'],
  bitonto: ['05-26', 'Maria Santissima Immacolata'],
  cerignola: ['09-08', 'Madonna di Ripalta'],
  manfredonia: ['02-07', 'San Lorenzo Maiorano'],
  'martina franca': ['11-11', 'San Martino'],
  monopoli: ['12-16', 'Madonna della Madia'],
  matera: ['07-02', 'Madonna della Bruna'],
  potenza: ['05-30', 'San Gerardo'],
  catanzaro: ['07-16', 'San Vitaliano'],
  cosenza: ['02-12', 'Madonna del Pilerio'],
  crotone: ['10-09', 'San Dionigi'],
  'reggio calabria': ['04-23', 'San Giorgio'],
  'vibo valentia': ['03-01', 'San Leoluca'],
  'lamezia terme': ['06-29', 'Santi Pietro e Paolo'],
  // Sicilia, Sardegna
  palermo: ['07-15', 'Santa Rosalia'],
  agrigento: ['02-25', 'San Gerlando'],
  caltanissetta: ['09-29', 'San Michele Arcangelo'],
  catania: ['02-05', "Sant'Agata"],
  enna: ['07-02', 'Madonna della Visitazione'],
  messina: ['06-03', 'Madonna della Lettera'],
  ragusa: ['08-29', 'San Giovanni Battista'],
  siracusa: ['12-13', 'Santa Lucia'],
  trapani: ['08-07', "Sant'Alberto"],
  acireale: ['07-26', 'Santa Venera'],
  bagheria: ['03-19', 'San Giuseppe'],
  caltagirone: ['07-25', 'San Giacomo'],
  gela: ['09-08', "Maria Santissima d'Alemanna"],
  marsala: ['06-24', 'San Giovanni Battista'],
  'mazara del vallo': ['06-15', 'San Vito'],
  vittoria: ['06-24', 'San Giovanni Battista'],
  cagliari: ['10-30', 'San Saturnino'],
  nuoro: ['08-05', 'Nostra Signora della Neve'],
  oristano: ['02-13', "Sant'Archelao"],
  sassari: ['12-06', 'San Nicola'],
  alghero: ['09-29', 'San Michele Arcangelo'],
  olbia: ['05-15', 'San Simplicio'],
};

const BY_TOWN = new Map(Object.entries(FEASTS));

/** When a town celebrates its patron saint, and whom; null: a town that is not in the table. */
export function patronSaintOf(town: string, year: number): { date: BusinessDate; name: string } | null {
  const entry = BY_TOWN.get(townKey(town));
  if (!entry) return null;
  const [feast, name] = entry;
  return { date: dateOf(feast, year), name };
}

/** @returns whom the town celebrates that day, or null */
export function patronSaint(town: string | null, date: BusinessDate): string | null {
  const saint = town === null ? null : patronSaintOf(town, Number(date.slice(0, 4)));
  return saint?.date === date ? saint.name : null;
}

/** Every town of the table, as its key. */
export const TOWNS_WITH_PATRON: readonly string[] = [...BY_TOWN.keys()];

function dateOf(feast: Feast, year: number): BusinessDate {
  if (typeof feast === 'string') return `${year}-${feast}`;
  if ('after' in feast) return whitMonday(year);
  const { month, weekday, nth } = feast;
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  const ahead = (weekday - (toDateColumn(first).getUTCDay() || 7) + 7) % 7;
  return `${first.slice(0, 8)}${String(1 + ahead + 7 * (nth - 1)).padStart(2, '0')}`;
}
