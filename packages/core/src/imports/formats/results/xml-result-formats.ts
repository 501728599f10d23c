import { type Format, hasRoot } from '../detect.js'
import { readJUnit } from './junit.js'
import { readNUnit2, readNUnit3 } from './nunit.js'
import type { TestResult } from './result.js'
import { readRobot } from './robot.js'
import { readTestNG } from './testng.js'
import { readTrx } from './trx.js'
import { readXunit } from './xunit.js'

/** The formats of test results that are XML. Each is told by its root element. */
export const xmlResultFormats = [
  {
    name: 'junit',
    title: 'JUnit XML with <testsuites> or <testsuite>',
    matches: hasRoot('testsuites', 'testsuite'),
    read: readJUnit,
  },
  {
    name: 'nunit2',
    title: 'NUnit 2 with <test-results>',
    matches: hasRoot('test-results'),
    read: readNUnit2,
  },
  {
    name: 'nunit3',
    title: 'NUnit 3 with <test-run>',
    matches: hasRoot('test-run', 'test-suite'),
    read: readNUnit3,
  },
  {
    name: 'xunit',
    title: 'xUnit.net with <assemblies>',
    matches: hasRoot('assemblies', 'assembly'),
    read: readXunit,
  },
  { name: 'trx', title: 'TRX with <TestRun>', matches: hasRoot('TestRun'), read: readTrx },
  {
    name: 'testng',
    title: 'TestNG with <testng-results>',
    matches: hasRoot('testng-results'),
    read: readTestNG,
  },
  { name: 'robot', title: 'Robot Framework with <robot>', matches: hasRoot('robot'), read: readRobot },
] as const satisfies readonly Format<string, TestResult, undefined>[]
