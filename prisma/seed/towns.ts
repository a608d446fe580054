/** `[name, province, postal code, latitude, longitude]` of the town hall, to about a hundred metres. */
type Town = readonly [
  name: string,
  province: string,
  postalCode: string,
  latitude: number,
  longitude: number,
];

/** Real towns around which the two demo teams travel; each agent has a few neighbouring ones. */
export const TERRITORIES: readonly (readonly Town[])[] = [
  [
    ['Milano', 'MI', '20121', 45.4642, 9.19],
    ['Sesto San Giovanni', 'MI', '20099', 45.5336, 9.2302],
    ['Monza', 'MB', '20900', 45.5845, 9.2744],
    ['Cinisello Balsamo', 'MI', '20092', 45.5582, 9.2149],
    ['Rho', 'MI', '20017', 45.5325, 9.0402],
    ['Legnano', 'MI', '20025', 45.5978, 8.9142],
  ],
  [
    ['Bergamo', 'BG', '24122', 45.695, 9.67],
    ['Treviglio', 'BG', '24047', 45.5214, 9.5931],
    ['Dalmine', 'BG', '24044', 45.6489, 9.6053],
    ['Lecco', 'LC', '23900', 45.8559, 9.3977],
    ['Como', 'CO', '22100', 45.8081, 9.0852],
    ['Cantù', 'CO', '22063', 45.7393, 9.1296],
  ],
  [
    ['Torino', 'TO', '10121', 45.0703, 7.6869],
    ['Moncalieri', 'TO', '10024', 44.9995, 7.6821],
    ['Rivoli', 'TO', '10098', 45.0707, 7.5146],
    ['Chieri', 'TO', '10023', 45.0126, 7.8243],
    ['Asti', 'AT', '14100', 44.9008, 8.2064],
    ['Pinerolo', 'TO', '10064', 44.8848, 7.3312],
  ],
  [
    ['Genova', 'GE', '16121', 44.4056, 8.9463],
    ['Savona', 'SV', '17100', 44.3091, 8.4772],
    ['Rapallo', 'GE', '16035', 44.3496, 9.2296],
    ['Chiavari', 'GE', '16043', 44.3175, 9.3222],
    ['Alessandria', 'AL', '15121', 44.9129, 8.6154],
    ['Novi Ligure', 'AL', '15067', 44.7617, 8.7872],
  ],
  [
    ['Padova', 'PD', '35121', 45.4064, 11.8768],
    ['Abano Terme', 'PD', '35031', 45.3578, 11.7889],
    ['Vicenza', 'VI', '36100', 45.5455, 11.5354],
    ['Venezia', 'VE', '30172', 45.4907, 12.2424],
    ['Mirano', 'VE', '30035', 45.4934, 12.1084],
    ['Treviso', 'TV', '31100', 45.6669, 12.243],
  ],
  [
    ['Verona', 'VR', '37121', 45.4384, 10.9916],
    ['San Bonifacio', 'VR', '37047', 45.3954, 11.2736],
    ['Villafranca di Verona', 'VR', '37069', 45.3526, 10.8443],
    ['Brescia', 'BS', '25121', 45.5416, 10.2118],
    ['Desenzano del Garda', 'BS', '25015', 45.4689, 10.5357],
    ['Mantova', 'MN', '46100', 45.1564, 10.7914],
  ],
  [
    ['Bologna', 'BO', '40121', 44.4949, 11.3426],
    ['Casalecchio di Reno', 'BO', '40033', 44.4757, 11.275],
    ['Imola', 'BO', '40026', 44.3533, 11.7141],
    ['Ferrara', 'FE', '44121', 44.8381, 11.6198],
    ['Cento', 'FE', '44042', 44.7272, 11.2892],
    ['Faenza', 'RA', '48018', 44.2863, 11.8798],
  ],
  [
    ['Modena', 'MO', '41121', 44.6471, 10.9252],
    ['Carpi', 'MO', '41012', 44.7833, 10.8849],
    ['Sassuolo', 'MO', '41049', 44.5397, 10.7841],
    ["Reggio nell'Emilia", 'RE', '42121', 44.6989, 10.6297],
    ['Correggio', 'RE', '42015', 44.7706, 10.7822],
    ['Parma', 'PR', '43121', 44.8015, 10.3279],
  ],
];
