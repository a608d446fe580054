import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { Problem } from '../support/problem.mjs';

/** A domain that can't exist (RFC 2606): nobody is written to by mistake. */
const DOMAIN = 'hardware.example';

/**
 * The files of the sample, and who works in it.
 * @param {string} folder
 */
export async function readSample(folder) {
  // One after the other: of a folder without any of them, the same one is always told of.
  const accounts = await readTable(folder, 'accounts.csv');
  const deals = await readTable(folder, 'sales_pipeline.csv');
  const places = await readTable(folder, 'sales_teams.csv');
  const managers = new Map(
    places.map((place) => [
      place.manager,
      { name: place.manager, email: emailOf(place.manager), team: teamOf(place) },
    ]),
  );
  const agents = places.map((place) => ({
    name: place.sales_agent,
    email: emailOf(place.sales_agent),
    team: teamOf(place),
  }));
  return {
    accounts,
    deals,
    agents,
    managers: [...managers.values()],
    teams: [...new Set(places.map(teamOf))],
  };
}

async function readTable(folder, name) {
  const path = join(folder, name);
  const bytes = await readFile(path).catch((error) => {
    throw new Problem(
      `${path} can't be read (${error.code}): the folder must hold accounts.csv, sales_pipeline.csv and sales_teams.csv`,
    );
  });
  try {
    // The files as found mix line ends.
    return parse(bytes, {
      columns: true,
      bom: true,
      skip_empty_lines: true,
      trim: true,
      record_delimiter: ['\r\n', '\n'],
    });
  } catch (error) {
    throw error instanceof CsvError
      ? new Problem(`${path} is not the CSV that was expected: ${error.message}`)
      : error;
  }
}

/** One team a manager. */
function teamOf({ regional_office: office, manager }) {
  return `${office} – ${manager}`;
}

function emailOf(name) {
  const plain = name
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
  return `${plain.replace(/[^a-z]+/g, '.')}@${DOMAIN}`;
}
