import type { Random } from '../base/random.ts';

// Common given names and family names of many countries, put together by chance; none is a brand.
const FIRST =
  'Aino Akira Aleksi Alma Amara Amelia Amir Ana Anders Anja Antti Astrid Aylin Beata Bela Birgit Bruno Camille Carlos ' +
  'Catarina Chiara Chloé Dagny Daniela Darko Diego Dilan Dorota Eetu Elena Elif Elsa Emeka Emil Emma Erik Esra Ewa Fatima ' +
  'Felix Femke Filip Francesca Freya Gabor Goran Greta Hana Hanna Hiroshi Hugo Ida Ilse Ines Ingrid Isabel Ivan Jakub Jana ' +
  'Jelena Joana Johan Jonas José Julia Kaisa Karin Katarzyna Kenji Kofi Laila Lars Laura Leila Lena Liam Lotta Luca Lucía ' +
  'Maja Malik Marek Maria Marta Mateo Matti Mikko Milena Mina Mohamed Nadia Niko Nina Noor Oliver Olga Oskar Otto Paolo ' +
  'Pavel Pedro Petra Pieter Priya Rafael Rania Riikka Rosa Saana Samir Sanna Sara Selma Sofia Stefan Tamara Tereza Tiago ' +
  'Tomasz Tuomas Uma Valentina Veera Viktor Vera Wanda Yara Yasmin Yusuf Zoë Zofia Zuzana';

const LAST =
  'Aalto Abara Adeyemi Ahonen Almeida Andersson Arslan Asante Baran Barbosa Beck Bergström Bianchi Blomqvist Bondar Bremer ' +
  'Cardoso Carvalho Castro Černý Costa Cruz Dahl Danso Demir Diallo Dubois Duarte Dvořák Eklund Eriksen Esposito Farkas ' +
  'Fernández Ferreira Fiedler Fontana Forsberg Fournier Gallo García Gomes Gonzalez Greco Grünwald Gustafsson Haapala Hakala ' +
  'Halonen Hansen Haraldsen Heikkinen Hernández Hirvonen Hoang Holm Horák Horváth Hübner Ibrahim Ikeda Ivanova Jansen Järvinen ' +
  'Jensen Johansson Kamau Kaplan Karlsson Kaya Keller Khan Kimura Kinnunen Klein Koskinen Kovács Kowalska Krause Kumar Kurki ' +
  'Laaksonen Lambert Larsen Laurent Lehtonen Leroy Lindgren Lindholm López Lorenz Lund Madsen Mäkinen Marchetti Marek Marino ' +
  'Martín Mbeki Melo Mendes Mensah Meyer Mikkola Molnár Moreau Moreno Möller Nagy Nakamura Navarro Nguyen Nieminen Nilsson ' +
  'Novák Nowak Nyström Okafor Oliveira Olsen Özdemir Palmgren Pavlov Pereira Petrov Pietrzak Pinto Popescu Quintero Rahman ' +
  'Ramos Rantanen Reyes Ribeiro Richter Rinne Rojas Romano Rosetti Saarinen Salminen Sánchez Santos Sato Savolainen Schneider ' +
  'Schäfer Sharma Silva Singh Sjöberg Sørensen Sousa Sugimoto Svensson Szabó Takala Tanaka Teixeira Torres Tóth Tran Turunen ' +
  'Vainio Vargas Vasquez Virtanen Vogel Wegener Weber Wójcik Yamada Yıldız Zieliński Zimmermann';

const FIRST_NAMES = FIRST.split(' ');
const LAST_NAMES = LAST.split(' ');

/** A made-up person. */
export interface Name {
  readonly full: string;
  /** Lower-case ASCII, `first.last`, for the local part of an address. */
  readonly slug: string;
}

const FOLDED: Readonly<Record<string, string>> = { ø: 'o', ß: 'ss', ł: 'l', ı: 'i', æ: 'ae' };

/** Returns `text` in lower-case ASCII letters and digits, everything else left out. */
function slug(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[øßłıæ]/g, (letter) => FOLDED[letter] ?? '')
    .replace(/[^a-z0-9]/g, '');
}

const FIRST_SLUGS = FIRST_NAMES.map(slug);
const LAST_SLUGS = LAST_NAMES.map(slug);

/** Returns a made-up name. */
export function personName(random: Random): Name {
  const first = random.int(FIRST_NAMES.length);
  const last = random.int(LAST_NAMES.length);
  return {
    full: `${FIRST_NAMES[first] ?? ''} ${LAST_NAMES[last] ?? ''}`,
    slug: `${FIRST_SLUGS[first] ?? ''}.${LAST_SLUGS[last] ?? ''}`,
  };
}

const COMPANY_STARTS =
  'Bru Dor Eska Fenna Grim Haru Ilva Jorma Kesta Luom Miro Nauv Ostri Pelk Quor Runa Selk Torva Ulma Vesk Ylva Zembr'.split(
    ' ',
  );
const COMPANY_MIDDLES =
  'balo dinka fresko gantor helmo jukka kanto lurra mendri navoo pesta rando solku tamme vinto'.split(' ');
const COMPANY_TRADES = [
  'Textiles',
  'Logistics',
  'Machining',
  'Foods',
  'Clinics',
  'Interiors',
  'Printworks',
  'Timber',
  'Optics',
  'Bakeries',
  'Ceramics',
  'Cycles',
  'Plumbing',
  'Seeds',
  'Freight',
  'Instruments',
  'Hotels',
  'Packaging',
  'Studios',
  'Boatyards',
];

/** Returns a made-up company and its `.example` domain. */
export function companyName(random: Random): { readonly name: string; readonly domain: string } {
  const stem = random.pick(COMPANY_STARTS) + random.pick(COMPANY_MIDDLES);
  const trade = random.pick(COMPANY_TRADES);
  return { name: `${stem} ${trade}`, domain: `${slug(stem + trade)}.example` };
}
