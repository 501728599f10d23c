/** An output of Robot Framework with one of everything, of versions before and after 7. */
export const sample = `<?xml version="1.0" encoding="UTF-8"?>
<robot generator="Robot 7.0 (Python 3.12 on linux)" generated="2026-03-01T10:00:00.123" rpa="false" schemaversion="5">
<suite id="s1" name="Shop" source="/tests"><metadata><item name="Build">17</item></metadata>
<suite id="s1-s1" name="Cart" source="/tests/cart.robot"><kw name="Open Shop" type="SETUP"><status status="PASS" start="2026-03-01T10:00:00" elapsed="0.1"/></kw>
<test id="s1-s1-t1" name="Adds an item" line="10">
<kw name="Add" owner="Shop"><var>@{items}</var><arg>apple – é</arg><arg>2</arg><doc>Adds.</doc><kw name="Log"><msg time="2026-03-01T10:00:01.1" level="INFO">adding &lt;apple&gt;</msg><status status="PASS"/></kw><status status="PASS" start="2026-03-01T10:00:01" elapsed="0.25"/></kw>
<for flavor="IN"><iter><var name="@{i}">1</var><kw name="Log"><status status="PASS"/></kw><status status="PASS"/></iter><var>@{i}</var><value>1</value><status status="PASS"/></for>
<if><branch type="IF" condition="True"><kw name="No Operation"><status status="NOT RUN"/></kw><status status="NOT RUN"/></branch><status status="PASS"/></if>
<variable name="@{x}"><var>1</var><status status="PASS"/></variable>
<doc>It adds.</doc><tag>fast</tag><tag>SHOP-1</tag><timeout value="1 minute"/><status status="PASS" start="2026-03-01T10:00:01" elapsed="0.5"/></test>
<test id="s1-s1-t2" name="Refuses"><tags><tag>slow</tag></tags><kw name="Fail" library="BuiltIn"><arguments><arg>no</arg></arguments><msg timestamp="20260301 10:00:02.000" level="FAIL">no
really</msg><status status="FAIL" starttime="20260301 10:00:02.000" endtime="20260301 10:00:02.250"/></kw><status status="FAIL" critical="yes" starttime="20260301 10:00:02.000" endtime="20260301 10:00:03.500">no
really</status></test>
<test id="s1-s1-t3" name="Waits"><status status="SKIP" starttime="N/A" endtime="N/A">later</status></test>
<status status="FAIL"/></suite><status status="FAIL"/></suite><statistics><total><stat pass="1" fail="1" skip="1">All</stat></total></statistics><errors><msg level="WARN">old</msg></errors></robot>
`
