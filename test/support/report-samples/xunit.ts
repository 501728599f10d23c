/** An xUnit.net report with one of everything. */
export const sample = `<?xml version="1.0" encoding="utf-8"?>
<assemblies schema-version="3" computer="agent" timestamp="03/01/2026 10:00:00">
<assembly name="C:\\build\\Shop.Tests.dll" environment="64-bit .NET 9.0" test-framework="xUnit.net v3" run-date="2026-03-01" run-time="10:00:00" total="5" passed="1" failed="2" skipped="2" errors="1">
<errors><error type="test-class-cleanup" name="Shop.CartTest"><failure exception-type="System.IO.IOException"><message>busy</message></failure></error></errors>
<collection name="Test collection for Shop.CartTest" total="4">
<test name="Shop.CartTest.Adds(count: 1, name: &quot;é&quot;)" type="Shop.CartTest" method="Adds" time="0.013" time-rtf="00:00:00.0131" result="Pass" source-file="CartTest.cs" source-line="12" start-rtf="2026-03-01T10:00:01.5+00:00">
<traits><trait name="Category" value="fast"/><trait name="Jira" value="SHOP-1"/></traits><output><![CDATA[adding]]></output><warnings><warning>slow</warning></warnings>
<attachments><attachment name="log">plain</attachment><attachment name="shot" media-type="image/png"><![CDATA[aGVsbG8=]]></attachment></attachments></test>
<test name="Shop.CartTest.Refuses" type="Shop.CartTest" method="Refuses" time="1" result="Fail"><failure exception-type="Xunit.Sdk.EqualException">
<message><![CDATA[Expected: 1 <>]]></message><stack-trace><![CDATA[at Shop.CartTest.Refuses()]]></stack-trace></failure></test>
<test name="Shop.CartTest.Waits" type="Shop.CartTest" method="Waits" time="0" result="Skip"><reason><![CDATA[not yet]]></reason></test>
<test name="Asks" type="Shop.CartTest" result="NotRun" time="0"/>
</collection></assembly></assemblies>
`
