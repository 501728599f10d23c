import type { Format } from '../detect.js'
import { looksLikeAllure, readAllure } from './allure.js'
import { looksLikeCtrf, readCtrf } from './ctrf.js'
import { looksLikeCucumberJson, readCucumberJson } from './cucumber-json.js'
import { looksLikeCucumberMessages, readCucumberMessages } from './cucumber-messages.js'
import { looksLikeDart, readDart } from './dart.js'
import { looksLikeGoTest, readGoTest } from './go-test.js'
import { looksLikeJest, readJest } from './jest.js'
import { looksLikeMocha, readMocha } from './mocha.js'
import { looksLikePlaywright, readPlaywright } from './playwright.js'
import type { TestResult } from './result.js'
import { looksLikeTap, readTap } from './tap.js'

/** The formats of test results that are JSON, lines of JSON or plain text. */
export const textResultFormats = [
  { name: 'playwright', title: 'Playwright JSON', matches: looksLikePlaywright, read: readPlaywright },
  { name: 'ctrf', title: 'CTRF', matches: looksLikeCtrf, read: readCtrf },
  { name: 'jest', title: 'JSON of Jest or Vitest', matches: looksLikeJest, read: readJest },
  { name: 'mocha', title: 'Mocha JSON', matches: looksLikeMocha, read: readMocha },
  {
    name: 'cucumber-json',
    title: 'Cucumber JSON',
    matches: looksLikeCucumberJson,
    read: readCucumberJson,
  },
  {
    name: 'cucumber-messages',
    title: 'messages of Cucumber',
    matches: looksLikeCucumberMessages,
    read: readCucumberMessages,
  },
  { name: 'allure', title: 'results of Allure 2', matches: looksLikeAllure, read: readAllure },
  { name: 'dart', title: 'JSON of Dart or Flutter', matches: looksLikeDart, read: readDart },
  { name: 'go-test', title: 'output of "go test -json"', matches: looksLikeGoTest, read: readGoTest },
  { name: 'tap', title: 'TAP', matches: looksLikeTap, read: readTap },
] as const satisfies readonly Format<string, TestResult, undefined>[]
