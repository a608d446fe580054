/** The provinces, metropolitan cities and consortia of Italy by their two letters. */
const PROVINCES = `
AG Agrigento|AL Alessandria|AN Ancona|AO Aosta|AP Ascoli Piceno|AQ L'Aquila|AR Arezzo|AT Asti|AV Avellino|BA Bari
BG Bergamo|BI Biella|BL Belluno|BN Benevento|BO Bologna|BR Brindisi|BS Brescia|BT Barletta-Andria-Trani|BZ Bolzano
CA Cagliari|CB Campobasso|CE Caserta|CH Chieti|CL Caltanissetta|CN Cuneo|CO Como|CR Cremona|CS Cosenza|CT Catania
CZ Catanzaro|EN Enna|FC Forlì-Cesena|FE Ferrara|FG Foggia|FI Firenze|FM Fermo|FR Frosinone|GE Genova|GO Gorizia
GR Grosseto|IM Imperia|IS Isernia|KR Crotone|LC Lecco|LE Lecce|LI Livorno|LO Lodi|LT Latina|LU Lucca
MB Monza e della Brianza|MC Macerata|ME Messina|MI Milano|MN Mantova|MO Modena|MS Massa-Carrara|MT Matera|NA Napoli
NO Novara|NU Nuoro|OR Oristano|PA Palermo|PC Piacenza|PD Padova|PE Pescara|PG Perugia|PI Pisa|PN Pordenone|PO Prato
PR Parma|PT Pistoia|PU Pesaro e Urbino|PV Pavia|PZ Potenza|RA Ravenna|RC Reggio Calabria|RE Reggio Emilia|RG Ragusa
RI Rieti|RM Roma|RN Rimini|RO Rovigo|SA Salerno|SI Siena|SO Sondrio|SP La Spezia|SR Siracusa|SS Sassari
SU Sud Sardegna|SV Savona|TA Taranto|TE Teramo|TN Trento|TO Torino|TP Trapani|TR Terni|TS Trieste|TV Treviso|UD Udine
VA Varese|VB Verbano-Cusio-Ossola|VC Vercelli|VE Venezia|VI Vicenza|VR Verona|VT Viterbo|VV Vibo Valentia`;

/** Sardinian provinces of 2005–2016: they still stand in addresses. */
const FORMER = 'CI Carbonia-Iglesias|OG Ogliastra|OT Olbia-Tempio|VS Medio Campidano';

/** Letters and names in use that differ from today's: Forlì was FO and Pesaro PS until 1999. */
const OTHERWISE = `
AO Valle d'Aosta|AO Valle d'Aosta Vallée d'Aoste|BT Barletta|BT BAT|BZ Bozen|BZ Bolzano Bozen|CI Sulcis Iglesiente|FC FO|FC Forlì|FC Cesena
MB Monza|MB Monza Brianza|MB Monza e Brianza|MS Massa|MS Massa e Carrara|MS Carrara|PU PS|PU Pesaro|PU Pesaro Urbino|PU Urbino
RC Reggio di Calabria|RE Reggio nell'Emilia|RE Reggio dell'Emilia|SP Spezia|VB Verbania|VB VCO|VB Verbano Cusio Ossola`;

const NAMES = readTable(PROVINCES);
const FORMER_NAMES = readTable(FORMER);
const BY_NAME = new Map(
  [...entriesOf(OTHERWISE), ...FORMER_NAMES, ...NAMES].map(([code, name]) => [plain(name), code]),
);

/** The codes in force. */
export const PROVINCE_CODES: readonly string[] = [...NAMES.keys()];

/** Reads a province by its letters or by its name, today's or those still in use, in any case, accents and hyphens aside. */
export function readProvince(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  return NAMES.has(code) || FORMER_NAMES.has(code) ? code : BY_NAME.get(plain(text));
}

function readTable(text: string): Map<string, string> {
  return new Map(entriesOf(text));
}

function entriesOf(text: string): [code: string, name: string][] {
  return text
    .trim()
    .split(/[|\n]/)
    .map((entry) => [entry.slice(0, 2), entry.slice(3)]);
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^a-z]/gi, '')
    .toLowerCase();
}
