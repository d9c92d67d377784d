// Where the toy shop's people live: names, streets and phone styles of a dozen countries.

interface Place {
  readonly city: string;
  readonly state: string;
  readonly zip: string;
}

/** Shown spelling, and the spelling for e-mail addresses where it differs by more than accents. */
export type PersonName = string | readonly [shown: string, latin: string];

export interface Region {
  readonly code: string;
  readonly country: string;
  readonly currency: 'USD' | 'EUR' | 'GBP' | 'JPY';
  /** How often people of this region come. */
  readonly weight: number;
  readonly firstNames: readonly PersonName[];
  readonly lastNames: readonly PersonName[];
  readonly streets: readonly string[];
  readonly places: readonly Place[];
  /** The number goes before the street, as in English and French. */
  readonly numberFirst: boolean;
  /** Phone styles: each `#` is a digit of the person's own number, `@` one of `areas`. */
  readonly phones: readonly string[];
  /** As many as a prime number, so that people of one number part differ by area. */
  readonly areas?: readonly string[];
}

const place = (city: string, state: string, zip: string): Place => ({ city, state, zip });

const usAreas: readonly string[] =
  '206 212 303 305 312 313 404 407 412 415 503 504 512 602 612 615 617 619 702 704 713 718 720'.split(
    ' ',
  );

export const regions: readonly Region[] = [
  {
    code: 'US',
    country: 'United States',
    currency: 'USD',
    weight: 40,
    firstNames: ['Avery', 'Jordan', 'Madison', 'Wyatt', 'Harper', 'Logan', 'Zoë 🌸', 'Eleanor'],
    lastNames: [
      'Whitaker',
      'Delacroix',
      'Okonkwo',
      'Hathaway',
      'Castellano',
      "O'Malley",
      'Vandermeer',
      'Ramirez',
    ],
    streets: ['Larkspur Lane', 'Cottonwood Drive', 'Juniper Court', 'Pecan Hollow Road'],
    places: [
      place('Austin', 'Texas', '78701'),
      place('Portland', 'Oregon', '97205'),
      place('Chicago', 'Illinois', '60614'),
    ],
    numberFirst: true,
    phones: ['(@) 555-####', '@-555-####', '+1 @ 555 ####', '@555####', '1-@-555-####'],
    areas: usAreas,
  },
  {
    code: 'GB',
    country: 'United Kingdom',
    currency: 'GBP',
    weight: 12,
    firstNames: ['Imogen', 'Alfie', 'Rhiannon', 'Callum', 'Saoirse', 'Rupert'],
    lastNames: ['Pemberton', 'Ashworth', 'Llewellyn', 'MacGregor', 'Featherstone'],
    streets: ['Primrose Hill Gardens', 'Larch Avenue', 'Mill Race Lane', 'St Cuthbert Terrace'],
    places: [
      place('Leeds', 'West Yorkshire', 'LS1 4AP'),
      place('Bristol', 'Avon', 'BS1 5TR'),
      place('Edinburgh', '', 'EH1 2NG'),
    ],
    numberFirst: true,
    phones: ['074## ######', '+44 74## ######', '0044 74########'],
  },
  {
    code: 'DE',
    country: 'Germany',
    currency: 'EUR',
    weight: 12,
    firstNames: ['Jürgen', 'Änne', 'Käthe', 'Lukas', 'Friederike', 'Moritz'],
    lastNames: ['Müllerschön', 'Weißgerber', 'Krämer', 'Hagedorn', 'Lüdtke', 'Schönfelder'],
    streets: ['Lindenallee', 'Schillerstraße', 'Am Mühlbach', 'Kastanienweg'],
    places: [
      place('Berlin', 'Berlin', '10115'),
      place('München', 'Bayern', '80331'),
      place('Köln', 'Nordrhein-Westfalen', '50667'),
    ],
    numberFirst: false,
    phones: ['0151 ########', '+49 151 ########', '0049151########', '0151/########'],
  },
  {
    code: 'FR',
    country: 'France',
    currency: 'EUR',
    weight: 8,
    firstNames: ['Élodie', 'François', 'Maëlys', 'Thibault', 'Océane'],
    lastNames: ['Lefèvre', 'Beauchamp', 'Desrosiers', 'Gauthier', 'Charpentier'],
    streets: ['rue des Acacias', 'avenue du Moulin', 'impasse des Tilleuls'],
    places: [
      place('Lyon', 'Rhône', '69002'),
      place('Nantes', 'Loire-Atlantique', '44000'),
      place('Lille', 'Nord', '59000'),
    ],
    numberFirst: true,
    phones: ['06 ## ## ## ##', '+33 6 ## ## ## ##', '06########'],
  },
  {
    code: 'JP',
    country: 'Japan',
    currency: 'JPY',
    weight: 6,
    firstNames: [
      ['人', 'jin'],
      ['美咲', 'misaki'],
      ['翔太', 'shota'],
      ['さくら', 'sakura'],
    ],
    lastNames: [
      ['長谷川', 'hasegawa'],
      ['山口', 'yamaguchi'],
      ['小笠原', 'ogasawara'],
      ['勅使河原', 'teshigawara'],
    ],
    streets: ['神宮前三丁目', '北山通り西入', '栄町二丁目'],
    places: [
      place('渋谷区', '東京都', '150-0001'),
      place('京都市', '京都府', '603-8053'),
      place('札幌市', '北海道', '060-0001'),
    ],
    numberFirst: false,
    phones: ['090-2###-####', '+81 90 2### ####', '0902#######'],
  },
  {
    code: 'CA',
    country: 'Canada',
    currency: 'USD',
    weight: 6,
    firstNames: ['Noémie', 'Hudson', 'Maxime', 'Brooke'],
    lastNames: ['Thibodeau', 'Fitzpatrick', 'Bouchard', 'Kowalchuk'],
    streets: ['Tamarack Crescent', 'chemin du Lac-Bleu', 'Saskatoon Berry Way'],
    places: [place('Toronto', 'Ontario', 'M5V 2T6'), place('Montréal', 'Québec', 'H2X 1Y4')],
    numberFirst: true,
    phones: ['(@) 555-####', '@ 555 ####', '+1 @-555-####'],
    areas: ['416', '514', '604', '403', '613', '902', '204'],
  },
  {
    code: 'AU',
    country: 'Australia',
    currency: 'USD',
    weight: 5,
    firstNames: ['Matilda', 'Lachlan', 'Bronte', 'Angus'],
    lastNames: ['Wollaston', 'Papadopoulos', 'Montague', 'Carmody'],
    streets: ['Wattle Grove', 'Kookaburra Parade', 'Banksia Street'],
    places: [place('Melbourne', 'Victoria', '3000'), place('Perth', 'Western Australia', '6000')],
    numberFirst: true,
    phones: ['04## ### ###', '+61 4## ### ###', '04########'],
  },
  {
    code: 'ES',
    country: 'Spain',
    currency: 'EUR',
    weight: 4,
    firstNames: ['Iñaki', 'María José', 'Begoña', 'Rubén'],
    lastNames: ['Etxeberria', 'Zúñiga', 'Villanueva', 'Ordóñez'],
    streets: ['calle del Olivo', 'paseo de la Alameda', 'plaza Mayor'],
    places: [place('Madrid', 'Madrid', '28013'), place('Bilbao', 'Bizkaia', '48001')],
    numberFirst: false,
    phones: ['6## ## ## ##', '+34 6## ### ###'],
  },
  {
    code: 'IT',
    country: 'Italy',
    currency: 'EUR',
    weight: 4,
    firstNames: ['Niccolò', 'Ginevra', 'Lorenzo', 'Chiara'],
    lastNames: ['Bevilacqua', 'Marchetti', 'D’Annunzio', 'Pellegrini'],
    streets: ['via dei Ciliegi', 'corso Vittoria', 'viale delle Magnolie'],
    places: [place('Torino', 'TO', '10121'), place('Bologna', 'BO', '40121')],
    numberFirst: false,
    phones: ['34# ### ####', '+39 34# #######'],
  },
  {
    code: 'SE',
    country: 'Sweden',
    currency: 'EUR',
    weight: 3,
    firstNames: ['Åsa', 'Björn', 'Linnéa', 'Gösta'],
    lastNames: ['Sjöström', 'Åkerlund', 'Lindqvist', 'Nordenskjöld'],
    streets: ['Björkvägen', 'Storgatan', 'Sjöutsikten'],
    places: [place('Göteborg', '', '411 06'), place('Uppsala', '', '753 20')],
    numberFirst: false,
    phones: ['070-### ## ##', '+46 70 ### ## ##'],
  },
];
