/** A TRX report with one of everything. */
export const sample = `<?xml version="1.0" encoding="utf-8"?>
<TestRun id="1" name="agent 2026-03-01" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
<Times creation="2026-03-01T10:00:00.1+01:00" start="2026-03-01T10:00:00.1234567+01:00" finish="2026-03-01T10:00:02+01:00"/>
<TestSettings name="default" id="2"><Deployment runDeploymentRoot="agent_2026"/></TestSettings><Results>
<UnitTestResult executionId="e1" testId="t1" testName="Shop.CartTest.Adds" computerName="agent" duration="00:00:00.0020000" startTime="2026-03-01T10:00:01+01:00" endTime="2026-03-01T10:00:02+01:00" outcome="Passed" relativeResultsDirectory="e1">
<Output><StdOut>adding – é</StdOut><StdErr>slow</StdErr></Output><ResultFiles><ResultFile path="agent\\shot.png"/></ResultFiles>
<CollectorDataEntries><Collector uri="x"><UriAttachments><UriAttachment><A href="agent\\a.coverage"/></UriAttachment></UriAttachments></Collector></CollectorDataEntries></UnitTestResult>
<UnitTestResult executionId="e2" testId="t2" testName="Sums" outcome="Failed" duration="00:00:01"><Output><ErrorInfo><Message>System.Exception : no &lt;</Message><StackTrace>at Shop.CartTest.Sums()</StackTrace></ErrorInfo></Output>
<InnerResults><UnitTestResult testId="t2" parentExecutionId="e2" testName="Sums (Data Row 0)" dataRowInfo="0" outcome="Passed"/></InnerResults></UnitTestResult>
<UnitTestResult executionId="e3" testId="t3" testName="Waits" outcome="NotExecuted"/><UnitTestResult executionId="e4" testId="none" testName="Lost" outcome="Timeout"/>
</Results><TestDefinitions>
<UnitTest name="Adds" storage="c:\\build\\shop.tests.dll" id="t1" priority="1"><Description>Adds one</Description><TestCategory><TestCategoryItem TestCategory="fast"/></TestCategory><Owners><Owner name="me"/></Owners><Execution id="e1"/><Properties><Property><Key>Jira</Key><Value>SHOP-1</Value></Property></Properties><Workitems><Workitem>7</Workitem></Workitems><TestMethod className="Shop.CartTest" name="Adds"/></UnitTest>
<UnitTest name="Sums" id="t2"><TestMethod className="Shop.CartTest, Shop, Version=1.0" name="Sums"/></UnitTest>
<UnitTest name="Waits" id="t3"><TestMethod className="Shop.CartTest" name="Waits"/></UnitTest>
</TestDefinitions><ResultSummary outcome="Failed"><Counters total="5"/></ResultSummary></TestRun>
`
