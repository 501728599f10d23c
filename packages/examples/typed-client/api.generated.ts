// Made of /openapi.json by generate.ts. Do not edit.
export interface paths {
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Says who you are, and what your token is good for. */
        get: operations["getSession"];
        put?: never;
        /**
         * Signs in: the answer sets a cookie.
         * @description After five wrong passwords in a row one has to wait, at first for half a minute.
         */
        post: operations["signIn"];
        /** Ends the session that the request comes with. */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists where you are signed in; for administrators, everybody. */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{sessionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends a session. */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists your tokens; for administrators, those of everybody. */
        get: operations["listApiTokens"];
        put?: never;
        /** Makes a token for a program, on your behalf and within limits. It is shown this once. */
        post: operations["createApiToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-tokens/{tokenId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes a token. */
        delete: operations["revokeApiToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the projects that you have access to. */
        get: operations["listProjects"];
        put?: never;
        /** Creates a project, which you then manage. */
        post: operations["createProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads a project. */
        get: operations["getProject"];
        put?: never;
        post?: never;
        /** Deletes a project with everything in it. */
        delete: operations["deleteProject"];
        options?: never;
        head?: never;
        /** Changes the fields given, and no others. */
        patch: operations["updateProject"];
        trace?: never;
    };
    "/projects/{projectId}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists who has access: everyone for those who manage the project, themselves for others. */
        get: operations["listProjectAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/access/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Gives somebody access, or changes its level. */
        put: operations["grantProjectAccess"];
        post?: never;
        /** Takes somebody's access away. */
        delete: operations["revokeProjectAccess"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists tickets: a page of those that match every filter given. */
        get: operations["listTickets"];
        put?: never;
        /** Creates a ticket. */
        post: operations["createTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/tickets/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates all of the tickets, or none. */
        post: operations["createTickets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads a ticket. */
        get: operations["getTicket"];
        put?: never;
        post?: never;
        /** Deletes a ticket, with what belongs to it. */
        delete: operations["deleteTicket"];
        options?: never;
        head?: never;
        /** Changes the fields of a ticket that are given, and no others. */
        patch: operations["updateTicket"];
        trace?: never;
    };
    "/projects/{projectId}/tickets/by-key/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads a ticket by its key. */
        get: operations["getTicketByKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists which test cases cover which tickets. */
        get: operations["listLinks"];
        put?: never;
        /** Links a test case to a ticket by its key; one that is not there yet is linked when it comes. */
        post: operations["linkTestCase"];
        /** Takes a link away, or one that waits for its ticket. */
        delete: operations["unlinkTestCase"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/pending-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists links to keys that no ticket has yet. */
        get: operations["listPendingLinks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/links/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes all of the links, or none. */
        post: operations["linkTestCases"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/test-suites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists test suites: a page of those that match every filter given. */
        get: operations["listTestSuites"];
        put?: never;
        /** Creates a test suite. */
        post: operations["createTestSuite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/test-suites/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates all of the test suites, or none. */
        post: operations["createTestSuites"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/test-suites/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads a test suite. */
        get: operations["getTestSuite"];
        put?: never;
        post?: never;
        /** Deletes a test suite, with what belongs to it. */
        delete: operations["deleteTestSuite"];
        options?: never;
        head?: never;
        /** Changes the fields of a test suite that are given, and no others. */
        patch: operations["updateTestSuite"];
        trace?: never;
    };
    "/projects/{projectId}/test-cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists test cases: a page of those that match every filter given. */
        get: operations["listTestCases"];
        put?: never;
        /** Creates a test case. */
        post: operations["createTestCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/test-cases/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates all of the test cases, or none. */
        post: operations["createTestCases"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/test-cases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads a test case. */
        get: operations["getTestCase"];
        put?: never;
        post?: never;
        /** Deletes a test case, with what belongs to it. */
        delete: operations["deleteTestCase"];
        options?: never;
        head?: never;
        /** Changes the fields of a test case that are given, and no others. */
        patch: operations["updateTestCase"];
        trace?: never;
    };
    "/test-cases/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves what a model wrote, all or none, so that it counts for coverage from now on. */
        post: operations["approveTestCases"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/test-cycles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists test cycles: a page of those that match every filter given. */
        get: operations["listTestCycles"];
        put?: never;
        /** Creates a test cycle. */
        post: operations["createTestCycle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/test-cycles/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates all of the test cycles, or none. */
        post: operations["createTestCycles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/test-cycles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads a test cycle. */
        get: operations["getTestCycle"];
        put?: never;
        post?: never;
        /** Deletes a test cycle, with what belongs to it. */
        delete: operations["deleteTestCycle"];
        options?: never;
        head?: never;
        /** Changes the fields of a test cycle that are given, and no others. */
        patch: operations["updateTestCycle"];
        trace?: never;
    };
    "/projects/{projectId}/test-cycle-items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the test cases in cycles, with the status of the newest run of each. */
        get: operations["listTestCycleItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/test-cycles/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds test cases, or those of suites, to a cycle. Those that are in it stay as they are. */
        post: operations["addTestCycleItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/test-cycle-items/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a test case out of a cycle, with its runs there. */
        delete: operations["removeTestCycleItem"];
        options?: never;
        head?: never;
        /** Gives an item to somebody of the project, or to nobody. */
        patch: operations["assignTestCycleItem"];
        trace?: never;
    };
    "/projects/{projectId}/test-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists runs. */
        get: operations["listTestRuns"];
        put?: never;
        /** Records a run, by its cycle item, or by its cycle and test case. */
        post: operations["recordTestRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/test-runs/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records all of the runs, or none. */
        post: operations["recordTestRuns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keeps files, such as screenshots, for a run that is recorded then and names them in its `evidence`.
         * @description The file is the body, or there are several in a form. The same bytes again are kept once.
         */
        post: operations["storeEvidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/test-runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads a run. */
        get: operations["getTestRun"];
        put?: never;
        post?: never;
        /** Deletes a run that should never have been recorded. */
        delete: operations["deleteTestRun"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/test-runs/{id}/evidence/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of a piece of evidence, by the digest that the run names. */
        get: operations["readEvidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/imports/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Imports tickets out of JSON, NDJSON or CSV.
         * @description The file is the body, or there are several in a form. Everything is imported or nothing; importing the same again changes nothing. With `Accept: text/event-stream` it is answered by events: `progress`, and at the end `result` or `problem`.
         */
        post: operations["importTickets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/imports/test-cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Imports test cases out of CSV, JSON, Gherkin or the source code of tests.
         * @description The file is the body, or there are several in a form. Everything is imported or nothing; importing the same again changes nothing. With `Accept: text/event-stream` it is answered by events: `progress`, and at the end `result` or `problem`.
         */
        post: operations["importTestCases"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/imports/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Imports results out of test reports, also of archives of them.
         * @description The file is the body, or there are several in a form. Everything is imported or nothing; importing the same again changes nothing. With `Accept: text/event-stream` it is answered by events: `progress`, and at the end `result` or `problem`.
         */
        post: operations["importResults"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Imports a whole project, as it was exported, into an empty one.
         * @description The file is the body, or there are several in a form. Everything is imported or nothing; importing the same again changes nothing. With `Accept: text/event-stream` it is answered by events: `progress`, and at the end `result` or `problem`.
         */
        post: operations["importProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that a project holds, as it was at one moment: one JSON object a line. */
        get: operations["exportProject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Coverage in numbers: how many tickets are linked, executed and passing. */
        get: operations["getCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/coverage/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists tickets with their verdicts. */
        get: operations["listCoverageTickets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/coverage/tickets/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a ticket has the verdict it has. */
        get: operations["explainCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/coverage/breakdown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Coverage of each value, such as of each fix version. */
        get: operations["getCoverageBreakdown"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/coverage/gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tickets that fail, or that nothing covers, riskiest first. */
        get: operations["getCoverageGaps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/coverage/trend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Coverage at the end of each interval. */
        get: operations["getCoverageTrend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/coverage/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which tickets have another verdict at another moment, or in another version, and why.
         * @description Both sides have the scope given; `fromAsOf`, `fromVersions` and the like say what is different.
         */
        get: operations["diffCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/coverage/matrix": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The traceability matrix: tickets with the test cases that cover them, or the other way round. */
        get: operations["getMatrix"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/coverage/matrix/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole matrix as CSV, or as a page to print. It is written while it is read. */
        get: operations["exportMatrix"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/tests/flaky": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tests that pass and fail in one environment and version, or only at a later attempt. */
        get: operations["listFlakyTests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/tests/slow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long tests take now, and took before; slowest first. */
        get: operations["listSlowTests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/tests/never-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tests without a run that passed or failed. */
        get: operations["listNeverRunTests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/tests/orphaned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tests that are linked to no ticket that is there, and why. */
        get: operations["listOrphanedTests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/tests/stale": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tests whose newest result is old; oldest first. */
        get: operations["listStaleTests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Coverage and maturity as one file: a page that needs no network, Markdown for a pull request, or CSV. */
        get: operations["getReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/maturity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Levels assessed and derived, what they rest on, gaps, and the way to the next level. */
        get: operations["getMaturity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/maturity/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Maturity at the end of each interval. */
        get: operations["getMaturityProgress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/maturity/benchmark": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The project's place among the others that you may see. */
        get: operations["getMaturityBenchmark"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/maturity/model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The model by which the project is scored: its own, or else the built-in one. */
        get: operations["getMaturityModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/maturity/assessments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what people found. */
        get: operations["listAssessments"];
        put?: never;
        /** Writes down what you found about a dimension. */
        post: operations["assessDimension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/maturity-assessments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deletes an assessment that should never have been made. */
        delete: operations["deleteAssessment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/maturity/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what people answered to criteria. */
        get: operations["listCriterionAnswers"];
        put?: never;
        /** Answers a criterion that a person decides. */
        post: operations["answerCriterion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/recommendations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists recommendations: a page of those that match every filter given. */
        get: operations["listRecommendations"];
        put?: never;
        /** Creates a recommendation. */
        post: operations["createRecommendation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/recommendations/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates all of the recommendations, or none. */
        post: operations["createRecommendations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/recommendations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads a recommendation. */
        get: operations["getRecommendation"];
        put?: never;
        post?: never;
        /** Deletes a recommendation, with what belongs to it. */
        delete: operations["deleteRecommendation"];
        options?: never;
        head?: never;
        /** Changes the fields of a recommendation that are given, and no others. */
        patch: operations["updateRecommendation"];
        trace?: never;
    };
    "/projects/{projectId}/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists metrics: a page of those that match every filter given. */
        get: operations["listMetrics"];
        put?: never;
        /** Creates a metric. */
        post: operations["createMetric"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/metrics/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates all of the metrics, or none. */
        post: operations["createMetrics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads a metric. */
        get: operations["getMetric"];
        put?: never;
        post?: never;
        /** Deletes a metric, with what belongs to it. */
        delete: operations["deleteMetric"];
        options?: never;
        head?: never;
        /** Changes the fields of a metric that are given, and no others. */
        patch: operations["updateMetric"];
        trace?: never;
    };
    "/projects/{projectId}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists documents: a page of those that match every filter given. */
        get: operations["listDocuments"];
        put?: never;
        /** Creates a document. */
        post: operations["createDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/documents/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates all of the documents, or none. */
        post: operations["createDocuments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads a document. */
        get: operations["getDocument"];
        put?: never;
        post?: never;
        /** Deletes a document, with what belongs to it. */
        delete: operations["deleteDocument"];
        options?: never;
        head?: never;
        /** Changes the fields of a document that are given, and no others. */
        patch: operations["updateDocument"];
        trace?: never;
    };
    "/projects/{projectId}/document-versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what documents were before they were changed. */
        get: operations["listDocumentVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/document-folders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists folders of documents: a page of those that match every filter given. */
        get: operations["listDocumentFolders"];
        put?: never;
        /** Creates a folder of documents. */
        post: operations["createDocumentFolder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/document-folders/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates all of the folders of documents, or none. */
        post: operations["createDocumentFolders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/document-folders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads a folder of documents. */
        get: operations["getDocumentFolder"];
        put?: never;
        post?: never;
        /** Deletes a folder of documents, with what belongs to it. */
        delete: operations["deleteDocumentFolder"];
        options?: never;
        head?: never;
        /** Changes the fields of a folder of documents that are given, and no others. */
        patch: operations["updateDocumentFolder"];
        trace?: never;
    };
    "/projects/{projectId}/jira": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a project and its Jira stand. */
        get: operations["getJiraStatus"];
        /** Connects a project to a Jira, or changes its connection. */
        put: operations["connectJira"];
        post?: never;
        /** Forgets the connection and its secrets. Tickets stay. */
        delete: operations["disconnectJira"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/jira/webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes ready for webhooks: a new secret, which replaces the one before.
         * @description Jira is to send them to this API, at the path that is answered.
         */
        post: operations["createJiraWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/jira/app-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A code for who administers a project of Jira to connect it to this one, in the settings of the Jira app.
         * @description It is good once, for 15 minutes.
         */
        post: operations["createJiraAppCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/jira/syncs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Past and running synchronisations, newest first. */
        get: operations["listJiraSyncs"];
        put?: never;
        /**
         * Reads issues out of Jira; whatever interrupts it, the next one goes on from there.
         * @description With `Accept: text/event-stream` it is answered by events: `progress`, and at the end `result` or `problem`.
         */
        post: operations["syncJira"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/jira/webhooks/process": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Works on the webhooks that are stored and due. */
        post: operations["processJiraWebhooks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/projects/{projectId}/jira/write-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes coverage to the issues, as the connection says. */
        post: operations["writeBackToJira"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the people of your projects; for administrators, everybody. */
        get: operations["listUsers"];
        put?: never;
        /** Creates a user. */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reads a user. */
        get: operations["getUser"];
        put?: never;
        post?: never;
        /** Deletes a user to whom nothing refers. */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        /** Changes a user: their own name for everybody, the rest for administrators. */
        patch: operations["updateUser"];
        trace?: never;
    };
    "/users/{userId}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Changes a password, which ends every session of that user.
         * @description Whoever changes their own names the current one as well, and is signed in again.
         */
        put: operations["setPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists settings; those that are secret for administrators, and without their values. */
        get: operations["listSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets a value, and makes the setting where there is none. */
        put: operations["setSetting"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was changed, when and by whom: of projects that you manage, for administrators the rest as well. */
        get: operations["listAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        SignedIn: {
            user: components["schemas"]["User"];
            session: components["schemas"]["Session"];
        };
        User: {
            id: number;
            username: string;
            fullName: string;
            email: string;
            /** @enum {string} */
            role: "admin" | "manager" | "user";
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        Session: {
            id: number;
            userId: number;
            userAgent: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            lastSeenAt: string;
            /** Format: date-time */
            expiresAt: string;
        };
        Problem: {
            /** @description Names the kind of problem. */
            type: string;
            title: string;
            status: number;
            /** @description What, where, and what to do. */
            detail: string;
            /** @description Stable; the reference lists them. */
            code: string;
            requestId: string;
            errors?: {
                path: string;
                message: string;
                file?: string;
                row?: number;
            }[];
            /** Format: date-time */
            retryAt?: string;
        };
        CurrentCaller: {
            user: components["schemas"]["User"] & (Record<string, never> | null);
            /** @enum {string} */
            via: "session" | "token" | "oidc" | "host";
            limits: {
                /** @enum {string} */
                accessLevel: "read" | "write" | "manage";
                projectIds?: number[];
            } | null;
            verbs: ("read" | "import" | "write" | "manage")[] | null;
        };
        SessionPage: {
            items: components["schemas"]["Session"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        ApiTokenPage: {
            items: components["schemas"]["ApiToken"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        ApiToken: {
            id: number;
            userId: number;
            name: string;
            /** @description The last four characters. */
            hint: string;
            projectIds: number[] | null;
            verbs: ("read" | "import" | "write" | "manage")[];
            /** Format: date-time */
            expiresAt: string;
            /** Format: date-time */
            lastUsedAt: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        CreatedApiToken: {
            id: number;
            userId: number;
            name: string;
            /** @description The last four characters. */
            hint: string;
            projectIds: number[] | null;
            verbs: ("read" | "import" | "write" | "manage")[];
            /** Format: date-time */
            expiresAt: string;
            /** Format: date-time */
            lastUsedAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** @description Shown this once. */
            token: string;
        };
        ProjectPage: {
            items: components["schemas"]["Project"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        Project: {
            id: number;
            name: string;
            description: string | null;
            status: string;
            /** @enum {string|null} */
            projectType: "Greenfield" | "Legacy" | "Migration" | "Integration" | null;
            industryArea: string | null;
            regulations: string | null;
            additionalContext: string | null;
            qualityFocus: string | null;
            testStrategy: string | null;
            coveragePolicy: components["schemas"]["CoveragePolicy"];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        CoveragePolicy: {
            finalRunsFirst?: boolean;
            /** @enum {string} */
            skipped?: "count" | "ignore";
            statuses?: {
                [key: string]: "OK" | "NOK" | "NOTRUN" | "UNKNOWN";
            };
        };
        ProjectAccessPage: {
            items: components["schemas"]["ProjectAccess"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        ProjectAccess: {
            id: number;
            userId: number;
            projectId: number;
            /** @enum {string} */
            accessLevel: "read" | "write" | "manage";
            grantedBy: number | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        TicketPage: {
            items: components["schemas"]["Ticket"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        Ticket: {
            id: number;
            projectId: number;
            jiraKey: string;
            jiraId: string | null;
            issueType: string | null;
            summary: string;
            description: string | null;
            priority: string | null;
            status: string;
            resolution: string | null;
            assignee: string | null;
            reporter: string | null;
            labels: string[];
            components: string[];
            fixVersions: string[];
            parentKey: string | null;
            /** Format: date-time */
            createdDate: string | null;
            /** Format: date-time */
            updatedDate: string | null;
            contentHash: string | null;
            /** Format: date-time */
            lastSynced: string;
            /** Format: date-time */
            deletedAt: string | null;
            team: string | null;
            risk: string | null;
            /** Format: date-time */
            movedOutAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        LinkPage: {
            items: components["schemas"]["Link"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        Link: {
            id: number;
            projectId: number;
            testCaseId: number;
            linkType: string;
            /** @enum {string} */
            origin: "manual" | "import" | "jira" | "ai";
            createdBy: number | null;
            /** Format: date-time */
            createdAt: string;
            jiraTicketId: number;
        };
        PendingLinkPage: {
            items: components["schemas"]["PendingLink"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        PendingLink: {
            id: number;
            projectId: number;
            testCaseId: number;
            linkType: string;
            /** @enum {string} */
            origin: "manual" | "import" | "jira" | "ai";
            createdBy: number | null;
            /** Format: date-time */
            createdAt: string;
            jiraKey: string;
        };
        LinkResult: {
            linked: number;
            pending: number;
            unchanged: number;
        };
        TestSuitePage: {
            items: components["schemas"]["TestSuite"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        TestSuite: {
            id: number;
            projectId: number;
            name: string;
            description: string | null;
            projectArea: string | null;
            priority: string;
            status: string;
            coverageRequirements: unknown[];
            aiGenerated: boolean;
            tags: string[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        TestCasePage: {
            items: components["schemas"]["TestCase"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        TestCase: {
            id: number;
            projectId: number;
            title: string;
            externalId: string | null;
            description: string | null;
            preconditions: string | null;
            steps: {
                action: string;
                expected?: string;
                data?: string;
            }[];
            expectedResults: string | null;
            actualResults: string | null;
            priority: string;
            severity: string;
            /** @enum {string} */
            status: "draft" | "ready" | "in-progress" | "passed" | "failed" | "blocked" | "deprecated";
            suiteId: number | null;
            userId: number | null;
            aiGenerated: boolean;
            automatable: boolean | null;
            automationStatus: string | null;
            testData: {
                [key: string]: {
                    value: string;
                    description?: string;
                };
            };
            tags: string[];
            sourceFile: string | null;
            approvedBy: number | null;
            /** Format: date-time */
            approvedAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        TestCyclePage: {
            items: components["schemas"]["TestCycle"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        TestCycle: {
            id: number;
            projectId: number;
            name: string;
            description: string | null;
            /** @enum {string} */
            status: "created" | "in-progress" | "completed" | "archived";
            /** Format: date-time */
            startDate: string | null;
            /** Format: date-time */
            endDate: string | null;
            userId: number | null;
            /** @enum {string} */
            testingMode: "manual" | "ai-assisted-manual" | "automated";
            testDeploymentUrl: string | null;
            testData: {
                [key: string]: {
                    value: string;
                    description?: string;
                };
            };
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        TestCycleItemPage: {
            items: components["schemas"]["TestCycleItem"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        TestCycleItem: {
            id: number;
            projectId: number;
            cycleId: number;
            testCaseId: number;
            suiteId: number | null;
            assignedUserId: number | null;
            status: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        TestRunPage: {
            items: components["schemas"]["TestRun"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        TestRun: {
            id: number;
            projectId: number;
            cycleItemId: number;
            testCaseId: number;
            executedBy: number | null;
            /** Format: date-time */
            executedAt: string;
            duration: number | null;
            durationMs: number | null;
            status: string;
            notes: string | null;
            evidence: unknown[];
            environment: string | null;
            version: string | null;
            stepResults: unknown[];
            defects: unknown[];
            tags: string[];
            attempt: number;
            importId: number | null;
            /** Format: date-time */
            recordedAt: string;
        };
        StoredEvidence: {
            /** @description What it was called. */
            path: string;
            sha256: string;
            /** @description In bytes. */
            size: number;
        };
        RowImportReport: {
            files: {
                file: string;
                format?: string;
                total: number;
            }[];
            total: number;
            created: number;
            updated: number;
            unchanged: number;
            rejected: {
                file: string;
                row: number;
                reason: string;
            }[];
            unresolvedLinks: {
                key: string;
                testCaseId: number;
                externalId: string | null;
            }[];
            warnings: string[];
        };
        ResultImportReport: {
            files: {
                file: string;
                format: string;
                total: number;
                passed: number;
                failed: number;
                errored: number;
                skipped: number;
                duplicateOf?: {
                    importId: number;
                    file: string;
                    /** Format: date-time */
                    importedAt: string;
                };
            }[];
            runs: number;
            testCasesCreated: number;
            matchedBy: {
                id: number;
                externalId: number;
                name: number;
                created: number;
            };
            links: {
                linked: number;
                pending: number;
            };
            skipped: string[];
            missingAttachments: {
                file: string;
                path: string;
            }[];
            unmatchedTotal: number;
            unmatched: {
                file: string;
                row: number;
                identity: string;
            }[];
            cycle: {
                id: number;
                name: string;
            };
        };
        ProjectImportReport: {
            total: number;
            created: number;
            unchanged: number;
            records: {
                [key: string]: number;
            };
            unknownPeople: string[];
        };
        CoverageSummary: {
            projectId: number;
            scope: components["schemas"]["CoverageScope"];
            tickets: number;
            linked: number;
            executed: number;
            passing: number;
            linkedPercentage: number | null;
            executedPercentage: number | null;
            passingPercentage: number | null;
            verdicts: {
                OK: number;
                NOK: number;
                NOTRUN: number;
                UNKNOWN: number;
                UNCOVERED: number;
            };
            testCases: number;
            testCaseVerdicts: {
                OK: number;
                NOK: number;
                NOTRUN: number;
                UNKNOWN: number;
            };
        };
        CoverageScope: {
            issueTypes?: string[];
            components?: string[];
            labels?: string[];
            fixVersions?: string[];
            priorities?: string[];
            statuses?: string[];
            parents?: string[];
            createdSince?: string;
            environments?: string[];
            versions?: string[];
            cycleIds?: number[];
            asOf?: string;
        };
        CoverageTicketPage: {
            items: components["schemas"]["CoverageTicket"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        CoverageTicket: {
            key: string;
            summary: string;
            issueType: string | null;
            priority: string | null;
            status: string;
            verdict: components["schemas"]["Verdict"];
            testCases: number;
            /** Format: date-time */
            lastExecutedAt: string | null;
            rolledUpVerdict?: components["schemas"]["Verdict"];
            children?: number;
            childrenCovered?: number;
        };
        /** @enum {string} */
        Verdict: "OK" | "NOK" | "NOTRUN" | "UNKNOWN" | "UNCOVERED";
        CoverageExplanation: {
            projectId: number;
            key: string;
            summary: string;
            issueType: string | null;
            scope: components["schemas"]["CoverageScope"];
            verdict: components["schemas"]["Verdict"];
            reason: string;
            decidedBy: {
                id: number;
                status: string;
                environment: string | null;
                version: string | null;
                /** Format: date-time */
                executedAt: string | null;
                cycleId: number;
                attempt: number;
                testCaseId: number;
                ageDays: number | null;
            } | null;
            testCases: {
                id: number;
                externalId: string | null;
                title: string;
                status: string;
                linkOrigin: string;
                /** Format: date-time */
                linkedAt: string | null;
                counted: boolean;
                notCountedBecause: string | null;
                verdict: components["schemas"]["TestVerdict"];
                environments: {
                    environment: string | null;
                    verdict: components["schemas"]["TestVerdict"];
                    taken: components["schemas"]["RunEvidence"];
                    passedOver: components["schemas"]["RunEvidence"][];
                    ignored: boolean;
                    passedOverTotal: number;
                }[];
            }[];
            rollup: {
                verdict: components["schemas"]["Verdict"];
                children: number;
                childrenCovered: number;
            } | null;
        };
        /** @enum {string|null} */
        TestVerdict: "OK" | "NOK" | "NOTRUN" | "UNKNOWN" | null;
        RunEvidence: {
            id: number;
            status: string;
            environment: string | null;
            version: string | null;
            /** Format: date-time */
            executedAt: string | null;
            cycleId: number;
            attempt: number;
        };
        CoverageBreakdown: {
            projectId: number;
            /** @enum {string} */
            by: "fixVersion" | "component" | "label" | "epic" | "priority" | "issueType" | "environment";
            items: {
                value: string | null;
                summary: components["schemas"]["CoverageSummary"];
            }[];
        };
        CoverageGaps: {
            projectId: number;
            failing: number;
            uncovered: number;
            items: {
                key: string;
                summary: string;
                issueType: string | null;
                priority: string | null;
                status: string;
                verdict: components["schemas"]["Verdict"];
                ageDays: number | null;
                nearby: {
                    /** @enum {string} */
                    kind: "component" | "epic" | "parent";
                    value: string;
                    failing: number;
                } | null;
                risk: number;
                reasons: string[];
                /** Format: date-time */
                lastExecutedAt: string | null;
            }[];
        };
        TrendPoint: {
            /** Format: date */
            date: string;
            tickets: number;
            linked: number;
            executed: number;
            passing: number;
            linkedPercentage: number | null;
            executedPercentage: number | null;
            passingPercentage: number | null;
        };
        CoverageDiff: {
            projectId: number;
            total: number;
            transitions: {
                from: components["schemas"]["Verdict"] & (string | null);
                to: components["schemas"]["Verdict"] & (string | null);
                tickets: number;
            }[];
            changed: {
                key: string;
                summary: string;
                from: components["schemas"]["Verdict"] & (string | null);
                to: components["schemas"]["Verdict"] & (string | null);
                /** @enum {string|null} */
                ticket: "tombstoned" | "returned" | "entered" | "left" | "created" | null;
                because: {
                    testCaseId: number;
                    title: string;
                    from: components["schemas"]["TestVerdict"];
                    to: components["schemas"]["TestVerdict"];
                    /** @enum {string} */
                    why: "results" | "linked" | "unlinked";
                }[];
            }[];
            nextCursor: string | null;
        };
        CoverageMatrix: {
            projectId: number;
            /** @enum {string|null} */
            groupBy: "epic" | "fixVersion" | "component" | null;
            environments: string[];
            nextCursor: string | null;
            /** @enum {string} */
            by: "ticket";
            items: {
                key: string;
                summary: string;
                verdict: components["schemas"]["Verdict"];
                group?: string | null;
                testCases: components["schemas"]["TestCaseResult"][];
            }[];
        };
        TestCaseResult: {
            id: number;
            externalId: string | null;
            title: string;
            verdict: components["schemas"]["TestVerdict"];
            /** Format: date-time */
            lastExecutedAt: string | null;
            lastRun: {
                id: number;
                status: string;
                /** Format: date-time */
                executedAt: string | null;
                environment: string | null;
                version: string | null;
            } | null;
            environments: {
                [key: string]: components["schemas"]["TestVerdict"];
            };
            defects: {
                key: string;
                sources: ("run" | "link")[];
                summary: string | null;
                status: string | null;
                resolved: boolean | null;
            }[];
        };
        TestCaseMatrix: {
            projectId: number;
            /** @enum {string|null} */
            groupBy: "epic" | "fixVersion" | "component" | null;
            environments: string[];
            nextCursor: string | null;
            /** @enum {string} */
            by: "testCase";
            items: {
                id: number;
                externalId: string | null;
                title: string;
                verdict: components["schemas"]["TestVerdict"];
                /** Format: date-time */
                lastExecutedAt: string | null;
                lastRun: {
                    id: number;
                    status: string;
                    /** Format: date-time */
                    executedAt: string | null;
                    environment: string | null;
                    version: string | null;
                } | null;
                environments: {
                    [key: string]: components["schemas"]["TestVerdict"];
                };
                defects: {
                    key: string;
                    sources: ("run" | "link")[];
                    summary: string | null;
                    status: string | null;
                    resolved: boolean | null;
                }[];
                group?: string | null;
                tickets: components["schemas"]["MatrixTicket"][];
            }[];
        };
        MatrixTicket: {
            key: string;
            summary: string;
            verdict: components["schemas"]["Verdict"];
        };
        FlakyTestPage: {
            items: components["schemas"]["FlakyTest"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        FlakyTest: {
            id: number;
            externalId: string | null;
            title: string;
            status: string | null;
            runs: number;
            failed: number;
            flips: number;
            rate: number;
            retried: number;
            environments: string[];
            /** Format: date-time */
            lastFlipAt: string | null;
        };
        SlowTestPage: {
            items: components["schemas"]["SlowTest"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        SlowTest: {
            id: number;
            externalId: string | null;
            title: string;
            status: string | null;
            runs: number;
            p50Ms: number;
            p95Ms: number;
            before: {
                runs: number;
                p50Ms: number;
                p95Ms: number;
            } | null;
            growth: number | null;
        };
        NeverRunTestPage: {
            items: components["schemas"]["NeverRunTest"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        NeverRunTest: {
            id: number;
            externalId: string | null;
            title: string;
            status: string | null;
            /** Format: date-time */
            createdAt: string | null;
            runs: number;
            lastStatus: string | null;
        };
        OrphanedTestPage: {
            items: components["schemas"]["OrphanedTest"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        OrphanedTest: {
            id: number;
            externalId: string | null;
            title: string;
            status: string | null;
            reasons: ("unlinked" | "tombstoned" | "pending")[];
            tombstonedKeys: string[];
            pendingKeys: string[];
        };
        StaleTestPage: {
            items: components["schemas"]["StaleTest"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        StaleTest: {
            id: number;
            externalId: string | null;
            title: string;
            status: string | null;
            /** Format: date-time */
            lastExecutedAt: string;
        };
        MaturityReport: {
            projectId: number | null;
            model: {
                name: string;
                version: number;
            };
            /** Format: date-time */
            asOf: string;
            average: number | null;
            gatedLevel: components["schemas"]["Level"];
            confidence: number;
            belowFoundation: string[];
            dimensions: components["schemas"]["DimensionReport"][];
            gaps: {
                dimension: string;
                weight: number;
                current: 1 | 2 | 3 | 4 | 5 | 0;
                target: components["schemas"]["Level"];
                gap: number;
                rank: number;
            }[];
            roadmap: {
                dimension: string;
                from: 1 | 2 | 3 | 4 | 5 | 0;
                to: components["schemas"]["Level"];
                target: components["schemas"]["Level"];
                steps: {
                    criterion: components["schemas"]["CriterionResult"];
                    cost: number;
                    meets: string[];
                }[];
                change: {
                    gap: {
                        from: number;
                        to: number;
                    };
                    average: {
                        from: number | null;
                        to: number | null;
                    };
                    gatedLevel: {
                        from: components["schemas"]["Level"];
                        to: components["schemas"]["Level"];
                    };
                };
            }[];
            disagreements: {
                dimension: string;
                assessed: components["schemas"]["Level"];
                derived: components["schemas"]["Level"];
                /** @enum {string} */
                because: "met" | "unmet" | "silence";
                deciding: components["schemas"]["CriterionResult"][];
            }[];
            ignored: {
                dimensions: string[];
                criteria: string[];
            };
        };
        Level: 1 | 2 | 3 | 4 | 5 | null;
        DimensionReport: {
            name: string;
            weight: number;
            applicable: boolean;
            assessed: components["schemas"]["Level"];
            derived: components["schemas"]["Level"];
            level: components["schemas"]["Level"];
            /** @enum {string|null} */
            basis: "assessed" | "derived" | null;
            belowFoundation: boolean;
            target: components["schemas"]["Level"];
            gap: number | null;
            freshness: number | null;
            stale: boolean;
            confidence: number;
            assessment: {
                assessor: string | number | null;
                /** Format: date-time */
                date: string;
                evidence: string | null;
                notes: string | null;
                modelVersion: number | null;
            } | null;
            derivation: {
                stop: {
                    level: components["schemas"]["Level"];
                    /** @enum {string} */
                    by: "unmet" | "silence";
                } | null;
                deciding: string[];
                conclusiveShare: number;
            };
            criteria: components["schemas"]["CriterionResult"][];
        };
        CriterionResult: {
            id: string;
            text: string;
            /** @enum {string} */
            status: "met" | "unmet" | "partly" | "inconclusive" | "notApplicable";
            /** @enum {string} */
            effort: "small" | "medium" | "large";
            level: components["schemas"]["Level"];
            /** @enum {string} */
            kind: "measured";
            /** @enum {string} */
            metric: "coverage.linked" | "coverage.executed" | "coverage.passing" | "coverage.newLinked" | "automation.ratio" | "automation.exercisedRatio" | "execution.passRate" | "execution.flakyRate" | "execution.freshnessDays" | "execution.medianDurationSeconds" | "execution.blockedRate" | "execution.traceableRatio" | "defects.linkedFailureRatio" | "defects.regressionRatio" | "risk.criticalCoverage" | "risk.criticalPassing" | "risk.openCriticalDefectAgeDays" | "process.cycleCompletion" | "process.leadTimeDays" | "collaboration.assignedRatio" | "collaboration.reviewers" | "collaboration.reviewedRatio" | "collaboration.contributors" | "improvement.coverageTrend" | "improvement.recommendationsClosed" | "improvement.assessmentAgeDays";
            /** @enum {string} */
            op: ">=" | "<=" | ">" | "<" | "==";
            threshold: number;
            value: number | null;
        } | {
            id: string;
            text: string;
            /** @enum {string} */
            status: "met" | "unmet" | "partly" | "inconclusive" | "notApplicable";
            /** @enum {string} */
            effort: "small" | "medium" | "large";
            level: components["schemas"]["Level"];
            /** @enum {string} */
            kind: "manual";
            question: string;
            /** @enum {string|null} */
            answer: "yes" | "partly" | "no" | "not-applicable" | null;
            evidence: string | null;
            answeredBy: string | number | null;
            /** Format: date-time */
            answeredAt: string | null;
        };
        MaturityPoint: {
            /** Format: date */
            date: string;
            average: number | null;
            gatedLevel: components["schemas"]["Level"];
            confidence: number;
            levels: {
                [key: string]: components["schemas"]["Level"];
            };
        };
        MaturityBenchmark: {
            projectId: number;
            average: number | null;
            others: number;
            median: number | null;
            ahead: number | null;
        };
        MaturityModel: {
            name: string;
            version: number;
            dimensions: {
                name: string;
                description: string;
                weight: number;
                levels: {
                    level: components["schemas"]["Level"];
                    name: string;
                    description: string;
                    criteria: ({
                        id: string;
                        text: string;
                        /** @enum {string} */
                        metric: "coverage.linked" | "coverage.executed" | "coverage.passing" | "coverage.newLinked" | "automation.ratio" | "automation.exercisedRatio" | "execution.passRate" | "execution.flakyRate" | "execution.freshnessDays" | "execution.medianDurationSeconds" | "execution.blockedRate" | "execution.traceableRatio" | "defects.linkedFailureRatio" | "defects.regressionRatio" | "risk.criticalCoverage" | "risk.criticalPassing" | "risk.openCriticalDefectAgeDays" | "process.cycleCompletion" | "process.leadTimeDays" | "collaboration.assignedRatio" | "collaboration.reviewers" | "collaboration.reviewedRatio" | "collaboration.contributors" | "improvement.coverageTrend" | "improvement.recommendationsClosed" | "improvement.assessmentAgeDays";
                        /** @enum {string} */
                        op: ">=" | "<=" | ">" | "<" | "==";
                        value: number;
                        /** @enum {string} */
                        effort?: "small" | "medium" | "large";
                    } | {
                        id: string;
                        text: string;
                        question: string;
                        /** @enum {string} */
                        effort?: "small" | "medium" | "large";
                    })[];
                }[];
            }[];
        };
        AssessmentPage: {
            items: components["schemas"]["Assessment"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        Assessment: {
            id: number;
            projectId: number;
            userId: number | null;
            dimensionId: number;
            currentLevel: components["schemas"]["Level"];
            targetLevel: components["schemas"]["Level"];
            evidence: string | null;
            notes: string | null;
            /** Format: date-time */
            assessmentDate: string;
            modelVersion: number | null;
            /** Format: date-time */
            createdAt: string;
        };
        CriterionAnswerPage: {
            items: components["schemas"]["CriterionAnswer"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        CriterionAnswer: {
            id: number;
            projectId: number;
            criterionId: string;
            /** @enum {string} */
            answer: "yes" | "partly" | "no" | "not-applicable";
            evidence: string | null;
            userId: number | null;
            /** Format: date-time */
            answeredAt: string;
        };
        RecommendationPage: {
            items: components["schemas"]["Recommendation"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        Recommendation: {
            id: number;
            projectId: number;
            title: string;
            description: string | null;
            category: string | null;
            priority: string;
            dimensionId: number | null;
            status: string;
            aiConfidence: number | null;
            implementationEffort: string | null;
            expectedImpact: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        MetricPage: {
            items: components["schemas"]["Metric"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        Metric: {
            id: number;
            projectId: number;
            name: string;
            value: number;
            unit: string | null;
            category: string | null;
            dimensionId: number | null;
            /** Format: date-time */
            recordedAt: string;
            /** Format: date-time */
            createdAt: string;
        };
        DocumentPage: {
            items: components["schemas"]["Document"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        Document: {
            id: number;
            projectId: number;
            title: string;
            type: string;
            content: string;
            tags: string[];
            folderId: number | null;
            aiGenerated: boolean;
            version: number;
            status: string;
            createdBy: number | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        DocumentVersionPage: {
            items: components["schemas"]["DocumentVersion"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        DocumentVersion: {
            id: number;
            projectId: number;
            documentId: number;
            version: number;
            title: string;
            content: string;
            status: string | null;
            createdBy: number | null;
            /** Format: date-time */
            createdAt: string;
        };
        DocumentFolderPage: {
            items: components["schemas"]["DocumentFolder"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        DocumentFolder: {
            id: number;
            projectId: number;
            parentId: number | null;
            name: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        JiraStatus: {
            connection: components["schemas"]["JiraConnection"];
            running: components["schemas"]["JiraSync"];
            last: components["schemas"]["JiraSync"];
            /** Format: date-time */
            watermark: string | null;
            webhooks: {
                pending: number;
                failed: number;
                /** Format: date-time */
                lastReceivedAt: string | null;
            };
        };
        JiraConnection: {
            projectId: number;
            baseUrl: string;
            projectKeys: string[];
            /** @enum {string} */
            auth: "stored" | "app" | "options" | "none";
            account: string | null;
            fields: {
                epicLink?: string;
                team?: string;
                risk?: string;
            };
            writeBack: {
                property?: boolean;
                label?: boolean;
                comment?: boolean;
            };
            webhookPath: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        JiraSync: {
            id: number;
            projectId: number;
            /** @enum {string} */
            type: "full" | "incremental" | "manual";
            /** @enum {string} */
            status: "pending" | "in_progress" | "completed" | "failed";
            processed: number;
            created: number;
            updated: number;
            unchanged: number;
            deleted: number;
            pages: number;
            resumed: number;
            rejected: {
                key: string;
                reason: string;
            }[];
            error: string | null;
            /** Format: date-time */
            watermark: string | null;
            holder: {
                host: string;
                pid: number;
            } | null;
            /** Format: date-time */
            heartbeatAt: string | null;
            interrupted: boolean;
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            completedAt: string | null;
        } | null;
        JiraWebhook: {
            path: string;
            /** @description Shown this once. */
            secret: string;
        };
        JiraAppCode: {
            /** @description Such as `K7QM-2XNA-9RTB`. Shown this once. */
            code: string;
            /** Format: date-time */
            expiresAt: string;
        };
        JiraSyncPage: {
            items: components["schemas"]["JiraSync"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        WebhookWork: {
            processed: number;
            failed: number;
            pending: number;
        };
        WriteBackReport: {
            projectId: number;
            total: number;
            written: number;
            unchanged: number;
            failed: {
                key: string;
                reason: string;
            }[];
        };
        UserPage: {
            items: components["schemas"]["User"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        SettingPage: {
            items: components["schemas"]["Setting"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        Setting: {
            id: number;
            key: string;
            /** @description Of a secret one, dots and its end. */
            value: string;
            secret: boolean;
            description: string | null;
            category: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        AuditEntryPage: {
            items: components["schemas"]["AuditEntry"][];
            /** @description Give it as `cursor` to go on; null at the end. */
            nextCursor: string | null;
        };
        AuditEntry: {
            id: number;
            /** Format: date-time */
            occurredAt: string;
            projectId: number | null;
            /** @enum {string} */
            actorKind: "user" | "system" | "database";
            actorId: number | null;
            databaseUser: string | null;
            /** @enum {string} */
            action: "insert" | "update" | "delete";
            tableName: string;
            rowIds: number[];
            before: {
                [key: string]: unknown;
            } | null;
            after: {
                [key: string]: unknown;
            } | null;
            transactionId: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CurrentCaller"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    username: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                userId?: number[];
                sort?: "id" | "-id";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sessionId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiTokens: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                userId?: number[];
                sort?: "id" | "-id";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiTokenPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApiToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /**
                     * @default [
                     *       "read"
                     *     ]
                     */
                    verbs?: ("read" | "import" | "write" | "manage")[];
                    /** @default null */
                    projectIds?: number[] | null;
                    expiresAt?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiToken"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeApiToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tokenId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProjects: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                name?: string[];
                status?: string[];
                projectType?: ("Greenfield" | "Legacy" | "Migration" | "Integration")[];
                sort?: "id" | "-id" | "name" | "-name" | "updatedAt" | "-updatedAt";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @default null */
                    description?: string | null;
                    /** @default active */
                    status?: string;
                    /**
                     * @default null
                     * @enum {string|null}
                     */
                    projectType?: "Greenfield" | "Legacy" | "Migration" | "Integration" | null;
                    /** @default null */
                    industryArea?: string | null;
                    /** @default null */
                    regulations?: string | null;
                    /** @default null */
                    additionalContext?: string | null;
                    /** @default null */
                    qualityFocus?: string | null;
                    /** @default null */
                    testStrategy?: string | null;
                    /** @default {} */
                    coveragePolicy?: {
                        finalRunsFirst?: boolean;
                        /** @enum {string} */
                        skipped?: "count" | "ignore";
                        statuses?: {
                            [key: string]: "OK" | "NOK" | "NOTRUN" | "UNKNOWN";
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. Where it changed meanwhile nothing is done, and 412 is answered. */
                "if-match"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateProject: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. Where it changed meanwhile nothing is done, and 412 is answered. */
                "if-match"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    description?: string | null;
                    status?: string;
                    /** @enum {string|null} */
                    projectType?: "Greenfield" | "Legacy" | "Migration" | "Integration" | null;
                    industryArea?: string | null;
                    regulations?: string | null;
                    additionalContext?: string | null;
                    qualityFocus?: string | null;
                    testStrategy?: string | null;
                    coveragePolicy?: {
                        finalRunsFirst?: boolean;
                        /** @enum {string} */
                        skipped?: "count" | "ignore";
                        statuses?: {
                            [key: string]: "OK" | "NOK" | "NOTRUN" | "UNKNOWN";
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProjectAccess: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                userId?: number[];
                accessLevel?: ("read" | "write" | "manage")[];
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectAccessPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    grantProjectAccess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: number;
                userId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    accessLevel: "read" | "write" | "manage";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectAccess"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeProjectAccess: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: number;
                userId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTickets: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                jiraKey?: string[];
                jiraId?: string[];
                issueType?: string[];
                priority?: string[];
                status?: string[];
                parentKey?: string[];
                component?: string;
                label?: string;
                fixVersion?: string;
                search?: string;
                deleted?: boolean;
                sort?: "id" | "-id" | "jiraKey" | "-jiraKey" | "updatedDate" | "-updatedDate";
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    jiraKey: string;
                    /** @default null */
                    jiraId?: string | null;
                    /** @default null */
                    issueType?: string | null;
                    summary: string;
                    /** @default null */
                    description?: string | null;
                    /** @default null */
                    priority?: string | null;
                    status: string;
                    /** @default null */
                    resolution?: string | null;
                    /** @default null */
                    assignee?: string | null;
                    /** @default null */
                    reporter?: string | null;
                    /** @default [] */
                    labels?: string[];
                    /** @default [] */
                    components?: string[];
                    /** @default [] */
                    fixVersions?: string[];
                    /** @default null */
                    parentKey?: string | null;
                    /** @default null */
                    createdDate?: string | null;
                    /** @default null */
                    updatedDate?: string | null;
                    /** @default null */
                    team?: string | null;
                    /** @default null */
                    risk?: string | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTickets: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: {
                        jiraKey: string;
                        /** @default null */
                        jiraId?: string | null;
                        /** @default null */
                        issueType?: string | null;
                        summary: string;
                        /** @default null */
                        description?: string | null;
                        /** @default null */
                        priority?: string | null;
                        status: string;
                        /** @default null */
                        resolution?: string | null;
                        /** @default null */
                        assignee?: string | null;
                        /** @default null */
                        reporter?: string | null;
                        /** @default [] */
                        labels?: string[];
                        /** @default [] */
                        components?: string[];
                        /** @default [] */
                        fixVersions?: string[];
                        /** @default null */
                        parentKey?: string | null;
                        /** @default null */
                        createdDate?: string | null;
                        /** @default null */
                        updatedDate?: string | null;
                        /** @default null */
                        team?: string | null;
                        /** @default null */
                        risk?: string | null;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Ticket"][];
                    };
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. Where it changed meanwhile nothing is done, and 412 is answered. */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. Where it changed meanwhile nothing is done, and 412 is answered. */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    jiraKey?: string;
                    jiraId?: string | null;
                    issueType?: string | null;
                    summary?: string;
                    description?: string | null;
                    priority?: string | null;
                    status?: string;
                    resolution?: string | null;
                    assignee?: string | null;
                    reporter?: string | null;
                    labels?: string[];
                    components?: string[];
                    fixVersions?: string[];
                    parentKey?: string | null;
                    createdDate?: string | null;
                    updatedDate?: string | null;
                    team?: string | null;
                    risk?: string | null;
                    deletedAt?: string | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTicketByKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: number;
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLinks: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                testCaseId?: number[];
                jiraTicketId?: number[];
                origin?: ("manual" | "import" | "jira" | "ai")[];
                sort?: "id" | "-id";
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    linkTestCase: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    testCaseId: number;
                    key: string;
                    /** @default covers */
                    linkType?: string;
                    /**
                     * @default manual
                     * @enum {string}
                     */
                    origin?: "manual" | "import" | "jira" | "ai";
                    createdAt?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkResult"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unlinkTestCase: {
        parameters: {
            query: {
                testCaseId: number;
                key: string;
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPendingLinks: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                testCaseId?: number[];
                jiraKey?: string[];
                sort?: "id" | "-id";
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PendingLinkPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    linkTestCases: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: {
                        testCaseId: number;
                        key: string;
                        /** @default covers */
                        linkType?: string;
                        /**
                         * @default manual
                         * @enum {string}
                         */
                        origin?: "manual" | "import" | "jira" | "ai";
                        createdAt?: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkResult"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTestSuites: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: string[];
                priority?: string[];
                projectArea?: string[];
                name?: string[];
                sort?: "id" | "-id" | "name" | "-name" | "updatedAt" | "-updatedAt";
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestSuitePage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTestSuite: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @default null */
                    description?: string | null;
                    /** @default null */
                    projectArea?: string | null;
                    /** @default medium */
                    priority?: string;
                    /** @default active */
                    status?: string;
                    /** @default [] */
                    coverageRequirements?: unknown[];
                    /** @default false */
                    aiGenerated?: boolean;
                    /** @default [] */
                    tags?: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestSuite"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTestSuites: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: {
                        name: string;
                        /** @default null */
                        description?: string | null;
                        /** @default null */
                        projectArea?: string | null;
                        /** @default medium */
                        priority?: string;
                        /** @default active */
                        status?: string;
                        /** @default [] */
                        coverageRequirements?: unknown[];
                        /** @default false */
                        aiGenerated?: boolean;
                        /** @default [] */
                        tags?: string[];
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TestSuite"][];
                    };
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTestSuite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestSuite"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTestSuite: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. Where it changed meanwhile nothing is done, and 412 is answered. */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateTestSuite: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. Where it changed meanwhile nothing is done, and 412 is answered. */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    description?: string | null;
                    projectArea?: string | null;
                    priority?: string;
                    status?: string;
                    coverageRequirements?: unknown[];
                    aiGenerated?: boolean;
                    tags?: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestSuite"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTestCases: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                priority?: string[];
                severity?: string[];
                automationStatus?: string[];
                externalId?: string[];
                suiteId?: number[];
                status?: ("draft" | "ready" | "in-progress" | "passed" | "failed" | "blocked" | "deprecated")[];
                aiGenerated?: boolean[];
                /** @description Part of the title, in any case. */
                search?: string;
                sort?: "id" | "-id" | "title" | "-title" | "updatedAt" | "-updatedAt";
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestCasePage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTestCase: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title: string;
                    /** @default null */
                    externalId?: string | null;
                    /** @default null */
                    description?: string | null;
                    /** @default null */
                    preconditions?: string | null;
                    /** @default [] */
                    steps?: {
                        action: string;
                        expected?: string;
                        data?: string;
                    }[];
                    /** @default null */
                    expectedResults?: string | null;
                    /** @default null */
                    actualResults?: string | null;
                    /** @default medium */
                    priority?: string;
                    /** @default normal */
                    severity?: string;
                    /**
                     * @default draft
                     * @enum {string}
                     */
                    status?: "draft" | "ready" | "in-progress" | "passed" | "failed" | "blocked" | "deprecated";
                    /** @default null */
                    suiteId?: number | null;
                    /** @default false */
                    aiGenerated?: boolean;
                    /** @default null */
                    automatable?: boolean | null;
                    /** @default null */
                    automationStatus?: string | null;
                    /** @default {} */
                    testData?: {
                        [key: string]: {
                            value: string;
                            description?: string;
                        };
                    };
                    /** @default [] */
                    tags?: string[];
                    /** @default null */
                    sourceFile?: string | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestCase"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTestCases: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: {
                        title: string;
                        /** @default null */
                        externalId?: string | null;
                        /** @default null */
                        description?: string | null;
                        /** @default null */
                        preconditions?: string | null;
                        /** @default [] */
                        steps?: {
                            action: string;
                            expected?: string;
                            data?: string;
                        }[];
                        /** @default null */
                        expectedResults?: string | null;
                        /** @default null */
                        actualResults?: string | null;
                        /** @default medium */
                        priority?: string;
                        /** @default normal */
                        severity?: string;
                        /**
                         * @default draft
                         * @enum {string}
                         */
                        status?: "draft" | "ready" | "in-progress" | "passed" | "failed" | "blocked" | "deprecated";
                        /** @default null */
                        suiteId?: number | null;
                        /** @default false */
                        aiGenerated?: boolean;
                        /** @default null */
                        automatable?: boolean | null;
                        /** @default null */
                        automationStatus?: string | null;
                        /** @default {} */
                        testData?: {
                            [key: string]: {
                                value: string;
                                description?: string;
                            };
                        };
                        /** @default [] */
                        tags?: string[];
                        /** @default null */
                        sourceFile?: string | null;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TestCase"][];
                    };
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTestCase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestCase"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTestCase: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. Where it changed meanwhile nothing is done, and 412 is answered. */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateTestCase: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. Where it changed meanwhile nothing is done, and 412 is answered. */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title?: string;
                    externalId?: string | null;
                    description?: string | null;
                    preconditions?: string | null;
                    steps?: {
                        action: string;
                        expected?: string;
                        data?: string;
                    }[];
                    expectedResults?: string | null;
                    actualResults?: string | null;
                    priority?: string;
                    severity?: string;
                    /** @enum {string} */
                    status?: "draft" | "ready" | "in-progress" | "passed" | "failed" | "blocked" | "deprecated";
                    suiteId?: number | null;
                    automatable?: boolean | null;
                    automationStatus?: string | null;
                    testData?: {
                        [key: string]: {
                            value: string;
                            description?: string;
                        };
                    };
                    tags?: string[];
                    sourceFile?: string | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestCase"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    approveTestCases: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ids: number[];
                };
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTestCycles: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                name?: string[];
                status?: ("created" | "in-progress" | "completed" | "archived")[];
                testingMode?: ("manual" | "ai-assisted-manual" | "automated")[];
                sort?: "id" | "-id" | "name" | "-name" | "startDate" | "-startDate";
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestCyclePage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTestCycle: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @default null */
                    description?: string | null;
                    /**
                     * @default created
                     * @enum {string}
                     */
                    status?: "created" | "in-progress" | "completed" | "archived";
                    /** @default null */
                    startDate?: string | null;
                    /** @default null */
                    endDate?: string | null;
                    /**
                     * @default manual
                     * @enum {string}
                     */
                    testingMode?: "manual" | "ai-assisted-manual" | "automated";
                    /** @default null */
                    testDeploymentUrl?: string | null;
                    /** @default {} */
                    testData?: {
                        [key: string]: {
                            value: string;
                            description?: string;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestCycle"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTestCycles: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: {
                        name: string;
                        /** @default null */
                        description?: string | null;
                        /**
                         * @default created
                         * @enum {string}
                         */
                        status?: "created" | "in-progress" | "completed" | "archived";
                        /** @default null */
                        startDate?: string | null;
                        /** @default null */
                        endDate?: string | null;
                        /**
                         * @default manual
                         * @enum {string}
                         */
                        testingMode?: "manual" | "ai-assisted-manual" | "automated";
                        /** @default null */
                        testDeploymentUrl?: string | null;
                        /** @default {} */
                        testData?: {
                            [key: string]: {
                                value: string;
                                description?: string;
                            };
                        };
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TestCycle"][];
                    };
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTestCycle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestCycle"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTestCycle: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. Where it changed meanwhile nothing is done, and 412 is answered. */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateTestCycle: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. Where it changed meanwhile nothing is done, and 412 is answered. */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    description?: string | null;
                    /** @enum {string} */
                    status?: "created" | "in-progress" | "completed" | "archived";
                    startDate?: string | null;
                    endDate?: string | null;
                    /** @enum {string} */
                    testingMode?: "manual" | "ai-assisted-manual" | "automated";
                    testDeploymentUrl?: string | null;
                    testData?: {
                        [key: string]: {
                            value: string;
                            description?: string;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestCycle"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTestCycleItems: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                cycleId?: number[];
                testCaseId?: number[];
                assignedUserId?: number[];
                status?: string[];
                sort?: "id" | "-id" | "updatedAt" | "-updatedAt";
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestCycleItemPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addTestCycleItems: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default [] */
                    testCaseIds?: number[];
                    /** @default [] */
                    suiteIds?: number[];
                    /** @default null */
                    assignedUserId?: number | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        added: number;
                    };
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeTestCycleItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assignTestCycleItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    assignedUserId: number | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestCycleItem"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTestRuns: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                cycleItemId?: number[];
                testCaseId?: number[];
                executedBy?: number[];
                status?: string[];
                environment?: string[];
                version?: string[];
                sort?: "id" | "-id" | "executedAt" | "-executedAt";
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestRunPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recordTestRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default null */
                    cycleItemId?: number | null;
                    /** @default null */
                    cycleId?: number | null;
                    /** @default null */
                    testCaseId?: number | null;
                    status: string;
                    executedAt?: string;
                    executedBy?: number | null;
                    /** @default null */
                    durationMs?: number | null;
                    /** @default null */
                    notes?: string | null;
                    /** @default [] */
                    evidence?: unknown[];
                    /** @default null */
                    environment?: string | null;
                    /** @default null */
                    version?: string | null;
                    /** @default [] */
                    stepResults?: unknown[];
                    /** @default [] */
                    defects?: unknown[];
                    /** @default [] */
                    tags?: string[];
                    /** @default 1 */
                    attempt?: number;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestRun"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recordTestRuns: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: {
                        /** @default null */
                        cycleItemId?: number | null;
                        /** @default null */
                        cycleId?: number | null;
                        /** @default null */
                        testCaseId?: number | null;
                        status: string;
                        executedAt?: string;
                        executedBy?: number | null;
                        /** @default null */
                        durationMs?: number | null;
                        /** @default null */
                        notes?: string | null;
                        /** @default [] */
                        evidence?: unknown[];
                        /** @default null */
                        environment?: string | null;
                        /** @default null */
                        version?: string | null;
                        /** @default [] */
                        stepResults?: unknown[];
                        /** @default [] */
                        defects?: unknown[];
                        /** @default [] */
                        tags?: string[];
                        /** @default 1 */
                        attempt?: number;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TestRun"][];
                    };
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    storeEvidence: {
        parameters: {
            query?: {
                name?: string;
            };
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "multipart/form-data": {
                    file?: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["StoredEvidence"][];
                    };
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTestRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestRun"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTestRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importTickets: {
        parameters: {
            query?: {
                /** @description What messages call the file, where it is the body itself. */
                name?: string;
                format?: string;
                onInvalid?: "refuse" | "skip";
            };
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "multipart/form-data": {
                    file?: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RowImportReport"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importTestCases: {
        parameters: {
            query?: {
                /** @description What messages call the file, where it is the body itself. */
                name?: string;
                format?: string;
                onInvalid?: "refuse" | "skip";
                framework?: string;
            };
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "multipart/form-data": {
                    file?: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RowImportReport"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importResults: {
        parameters: {
            query?: {
                /** @description What messages call the file, where it is the body itself. */
                name?: string;
                format?: string;
                cycle?: string;
                environment?: string;
                version?: string;
                createTestCases?: boolean;
                linkKeys?: boolean;
                attachments?: boolean;
            };
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "multipart/form-data": {
                    file?: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResultImportReport"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importProject: {
        parameters: {
            query?: {
                /** @description What messages call the file, where it is the body itself. */
                name?: string;
            };
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "multipart/form-data": {
                    file?: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectImportReport"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCoverage: {
        parameters: {
            query?: {
                /** @description The empty string stands for runs without an environment. */
                environments?: string[];
                versions?: string[];
                cycleIds?: number[];
                /** @description A moment, or a day, which means its end in UTC. */
                asOf?: string;
                issueTypes?: string[];
                components?: string[];
                labels?: string[];
                fixVersions?: string[];
                priorities?: string[];
                statuses?: string[];
                parents?: string[];
                createdSince?: string;
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoverageSummary"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCoverageTickets: {
        parameters: {
            query?: {
                /** @description The empty string stands for runs without an environment. */
                environments?: string[];
                versions?: string[];
                cycleIds?: number[];
                /** @description A moment, or a day, which means its end in UTC. */
                asOf?: string;
                issueTypes?: string[];
                components?: string[];
                labels?: string[];
                fixVersions?: string[];
                priorities?: string[];
                statuses?: string[];
                parents?: string[];
                createdSince?: string;
                limit?: number;
                cursor?: string;
                verdicts?: ("NOK" | "UNKNOWN" | "NOTRUN" | "OK" | "UNCOVERED")[];
                sort?: "key" | "-key" | "verdict" | "-verdict" | "testCases" | "-testCases" | "lastExecutedAt" | "-lastExecutedAt";
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoverageTicketPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainCoverage: {
        parameters: {
            query?: {
                /** @description The empty string stands for runs without an environment. */
                environments?: string[];
                versions?: string[];
                cycleIds?: number[];
                /** @description A moment, or a day, which means its end in UTC. */
                asOf?: string;
                issueTypes?: string[];
                components?: string[];
                labels?: string[];
                fixVersions?: string[];
                priorities?: string[];
                statuses?: string[];
                parents?: string[];
                createdSince?: string;
            };
            header?: never;
            path: {
                projectId: number;
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoverageExplanation"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCoverageBreakdown: {
        parameters: {
            query: {
                /** @description The empty string stands for runs without an environment. */
                environments?: string[];
                versions?: string[];
                cycleIds?: number[];
                /** @description A moment, or a day, which means its end in UTC. */
                asOf?: string;
                issueTypes?: string[];
                components?: string[];
                labels?: string[];
                fixVersions?: string[];
                priorities?: string[];
                statuses?: string[];
                parents?: string[];
                createdSince?: string;
                by: "fixVersion" | "component" | "label" | "epic" | "priority" | "issueType" | "environment";
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoverageBreakdown"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCoverageGaps: {
        parameters: {
            query?: {
                /** @description The empty string stands for runs without an environment. */
                environments?: string[];
                versions?: string[];
                cycleIds?: number[];
                /** @description A moment, or a day, which means its end in UTC. */
                asOf?: string;
                issueTypes?: string[];
                components?: string[];
                labels?: string[];
                fixVersions?: string[];
                priorities?: string[];
                statuses?: string[];
                parents?: string[];
                createdSince?: string;
                limit?: number;
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoverageGaps"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCoverageTrend: {
        parameters: {
            query: {
                /** @description The empty string stands for runs without an environment. */
                environments?: string[];
                versions?: string[];
                cycleIds?: number[];
                /** @description A moment, or a day, which means its end in UTC. */
                asOf?: string;
                issueTypes?: string[];
                components?: string[];
                labels?: string[];
                fixVersions?: string[];
                priorities?: string[];
                statuses?: string[];
                parents?: string[];
                createdSince?: string;
                from: string;
                to: string;
                interval?: "day" | "week" | "month";
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TrendPoint"][];
                    };
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    diffCoverage: {
        parameters: {
            query?: {
                /** @description The empty string stands for runs without an environment. */
                environments?: string[];
                versions?: string[];
                cycleIds?: number[];
                /** @description A moment, or a day, which means its end in UTC. */
                asOf?: string;
                issueTypes?: string[];
                components?: string[];
                labels?: string[];
                fixVersions?: string[];
                priorities?: string[];
                statuses?: string[];
                parents?: string[];
                createdSince?: string;
                limit?: number;
                cursor?: string;
                fromAsOf?: string;
                fromVersions?: string[];
                fromEnvironments?: string[];
                fromCycleIds?: number[];
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoverageDiff"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMatrix: {
        parameters: {
            query?: {
                /** @description The empty string stands for runs without an environment. */
                environments?: string[];
                versions?: string[];
                cycleIds?: number[];
                /** @description A moment, or a day, which means its end in UTC. */
                asOf?: string;
                issueTypes?: string[];
                components?: string[];
                labels?: string[];
                fixVersions?: string[];
                priorities?: string[];
                statuses?: string[];
                parents?: string[];
                createdSince?: string;
                by?: "ticket" | "testCase";
                groupBy?: "epic" | "fixVersion" | "component";
                uncovered?: boolean;
                orphaned?: boolean;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CoverageMatrix"] | components["schemas"]["TestCaseMatrix"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportMatrix: {
        parameters: {
            query: {
                /** @description The empty string stands for runs without an environment. */
                environments?: string[];
                versions?: string[];
                cycleIds?: number[];
                /** @description A moment, or a day, which means its end in UTC. */
                asOf?: string;
                issueTypes?: string[];
                components?: string[];
                labels?: string[];
                fixVersions?: string[];
                priorities?: string[];
                statuses?: string[];
                parents?: string[];
                createdSince?: string;
                by?: "ticket" | "testCase";
                groupBy?: "epic" | "fixVersion" | "component";
                uncovered?: boolean;
                orphaned?: boolean;
                format: "csv" | "html";
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "text/html": string;
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFlakyTests: {
        parameters: {
            query?: {
                /** @description The empty string stands for runs without an environment. */
                environments?: string[];
                versions?: string[];
                cycleIds?: number[];
                /** @description A moment, or a day, which means its end in UTC. */
                asOf?: string;
                limit?: number;
                cursor?: string;
                lastRuns?: number;
                since?: string;
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlakyTestPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSlowTests: {
        parameters: {
            query?: {
                /** @description The empty string stands for runs without an environment. */
                environments?: string[];
                versions?: string[];
                cycleIds?: number[];
                /** @description A moment, or a day, which means its end in UTC. */
                asOf?: string;
                limit?: number;
                cursor?: string;
                lastRuns?: number;
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SlowTestPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listNeverRunTests: {
        parameters: {
            query?: {
                /** @description The empty string stands for runs without an environment. */
                environments?: string[];
                versions?: string[];
                cycleIds?: number[];
                /** @description A moment, or a day, which means its end in UTC. */
                asOf?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NeverRunTestPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrphanedTests: {
        parameters: {
            query?: {
                /** @description The empty string stands for runs without an environment. */
                environments?: string[];
                versions?: string[];
                cycleIds?: number[];
                /** @description A moment, or a day, which means its end in UTC. */
                asOf?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrphanedTestPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStaleTests: {
        parameters: {
            query?: {
                /** @description The empty string stands for runs without an environment. */
                environments?: string[];
                versions?: string[];
                cycleIds?: number[];
                /** @description A moment, or a day, which means its end in UTC. */
                asOf?: string;
                limit?: number;
                cursor?: string;
                days?: number;
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaleTestPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReport: {
        parameters: {
            query: {
                /** @description The empty string stands for runs without an environment. */
                environments?: string[];
                versions?: string[];
                cycleIds?: number[];
                /** @description A moment, or a day, which means its end in UTC. */
                asOf?: string;
                issueTypes?: string[];
                components?: string[];
                labels?: string[];
                fixVersions?: string[];
                priorities?: string[];
                statuses?: string[];
                parents?: string[];
                createdSince?: string;
                format: "html" | "markdown" | "csv";
                /** @description A day: what has changed since its end. */
                since?: string;
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                    "text/markdown": string;
                    "text/csv": string;
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMaturity: {
        parameters: {
            query?: {
                assessors?: "latest" | "median" | "lowest";
                basis?: "assessedFirst" | "derivedFirst" | "lower";
                evidenceLifetimeDays?: number;
                notApplicable?: string[];
                asOf?: string;
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaturityReport"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMaturityProgress: {
        parameters: {
            query: {
                assessors?: "latest" | "median" | "lowest";
                basis?: "assessedFirst" | "derivedFirst" | "lower";
                evidenceLifetimeDays?: number;
                notApplicable?: string[];
                from: string;
                to: string;
                interval?: "day" | "week" | "month";
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["MaturityPoint"][];
                    };
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMaturityBenchmark: {
        parameters: {
            query?: {
                assessors?: "latest" | "median" | "lowest";
                basis?: "assessedFirst" | "derivedFirst" | "lower";
                evidenceLifetimeDays?: number;
                notApplicable?: string[];
                asOf?: string;
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaturityBenchmark"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMaturityModel: {
        parameters: {
            query?: {
                version?: number;
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MaturityModel"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAssessments: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                dimensionId?: number[];
                userId?: number[];
                sort?: "id" | "-id" | "assessmentDate" | "-assessmentDate";
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessmentPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assessDimension: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    dimension: string;
                    /** @default null */
                    currentLevel?: 1 | 2 | 3 | 4 | 5 | null;
                    /** @default null */
                    targetLevel?: 1 | 2 | 3 | 4 | 5 | null;
                    /** @default null */
                    evidence?: string | null;
                    /** @default null */
                    notes?: string | null;
                    assessmentDate?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assessment"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAssessment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCriterionAnswers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                criterionId?: string[];
                sort?: "id" | "-id";
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CriterionAnswerPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    answerCriterion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    criterionId: string;
                    /** @enum {string} */
                    answer: "yes" | "partly" | "no" | "not-applicable";
                    /** @default null */
                    evidence?: string | null;
                    answeredAt?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CriterionAnswer"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRecommendations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                status?: string[];
                priority?: string[];
                category?: string[];
                dimensionId?: number[];
                sort?: "id" | "-id" | "updatedAt" | "-updatedAt";
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecommendationPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRecommendation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title: string;
                    /** @default null */
                    description?: string | null;
                    /** @default null */
                    category?: string | null;
                    /** @default medium */
                    priority?: string;
                    /** @default null */
                    dimensionId?: number | null;
                    /** @default active */
                    status?: string;
                    /** @default null */
                    aiConfidence?: number | null;
                    /** @default null */
                    implementationEffort?: string | null;
                    /** @default null */
                    expectedImpact?: string | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recommendation"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRecommendations: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: {
                        title: string;
                        /** @default null */
                        description?: string | null;
                        /** @default null */
                        category?: string | null;
                        /** @default medium */
                        priority?: string;
                        /** @default null */
                        dimensionId?: number | null;
                        /** @default active */
                        status?: string;
                        /** @default null */
                        aiConfidence?: number | null;
                        /** @default null */
                        implementationEffort?: string | null;
                        /** @default null */
                        expectedImpact?: string | null;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Recommendation"][];
                    };
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecommendation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recommendation"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRecommendation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. Where it changed meanwhile nothing is done, and 412 is answered. */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateRecommendation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. Where it changed meanwhile nothing is done, and 412 is answered. */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title?: string;
                    description?: string | null;
                    category?: string | null;
                    priority?: string;
                    dimensionId?: number | null;
                    status?: string;
                    aiConfidence?: number | null;
                    implementationEffort?: string | null;
                    expectedImpact?: string | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recommendation"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMetrics: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                name?: string[];
                category?: string[];
                dimensionId?: number[];
                sort?: "id" | "-id" | "recordedAt" | "-recordedAt";
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetricPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createMetric: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    value: number;
                    /** @default null */
                    unit?: string | null;
                    /** @default null */
                    category?: string | null;
                    /** @default null */
                    dimensionId?: number | null;
                    recordedAt?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Metric"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createMetrics: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: {
                        name: string;
                        value: number;
                        /** @default null */
                        unit?: string | null;
                        /** @default null */
                        category?: string | null;
                        /** @default null */
                        dimensionId?: number | null;
                        recordedAt?: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Metric"][];
                    };
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetric: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Metric"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMetric: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateMetric: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    value?: number;
                    unit?: string | null;
                    category?: string | null;
                    dimensionId?: number | null;
                    recordedAt?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Metric"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDocuments: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                type?: string[];
                status?: string[];
                folderId?: number[];
                sort?: "id" | "-id" | "title" | "-title" | "updatedAt" | "-updatedAt";
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createDocument: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title: string;
                    type: string;
                    content: string;
                    /** @default [] */
                    tags?: string[];
                    /** @default null */
                    folderId?: number | null;
                    /** @default false */
                    aiGenerated?: boolean;
                    /** @default draft */
                    status?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createDocuments: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: {
                        title: string;
                        type: string;
                        content: string;
                        /** @default [] */
                        tags?: string[];
                        /** @default null */
                        folderId?: number | null;
                        /** @default false */
                        aiGenerated?: boolean;
                        /** @default draft */
                        status?: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Document"][];
                    };
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteDocument: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. Where it changed meanwhile nothing is done, and 412 is answered. */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateDocument: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. Where it changed meanwhile nothing is done, and 412 is answered. */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    title?: string;
                    type?: string;
                    content?: string;
                    tags?: string[];
                    folderId?: number | null;
                    aiGenerated?: boolean;
                    status?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDocumentVersions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                documentId?: number[];
                sort?: "id" | "-id" | "version" | "-version";
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentVersionPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDocumentFolders: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                parentId?: number[];
                sort?: "id" | "-id" | "name" | "-name";
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentFolderPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createDocumentFolder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @default null */
                    parentId?: number | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentFolder"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createDocumentFolders: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    items: {
                        name: string;
                        /** @default null */
                        parentId?: number | null;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DocumentFolder"][];
                    };
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDocumentFolder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentFolder"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteDocumentFolder: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. Where it changed meanwhile nothing is done, and 412 is answered. */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateDocumentFolder: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. Where it changed meanwhile nothing is done, and 412 is answered. */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    parentId?: number | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentFolder"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJiraStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JiraStatus"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    connectJira: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    baseUrl: string;
                    projectKeys: string[];
                    auth?: {
                        email: string;
                        token: string;
                    } | {
                        bearer: string;
                    } | null;
                    fields?: {
                        epicLink?: string | null;
                        team?: string | null;
                        risk?: string | null;
                    };
                    writeBack?: {
                        property?: boolean;
                        label?: boolean;
                        comment?: boolean;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JiraConnection"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disconnectJira: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createJiraWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JiraWebhook"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createJiraAppCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JiraAppCode"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJiraSyncs: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JiraSyncPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    syncJira: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    mode?: "full" | "incremental" | "manual";
                    keys?: string[];
                    allowMassDeletion?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JiraSync"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    processJiraWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookWork"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    writeBackToJira: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                projectId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WriteBackReport"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                username?: string[];
                email?: string[];
                role?: ("admin" | "manager" | "user")[];
                sort?: "id" | "-id" | "username" | "-username";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Names the request: sent again within 24 hours, it is answered as it was and does nothing. */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    username: string;
                    password: string;
                    fullName: string;
                    /** Format: email */
                    email: string;
                    /**
                     * @default user
                     * @enum {string}
                     */
                    role?: "admin" | "manager" | "user";
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. Where it changed meanwhile nothing is done, and 412 is answered. */
                "if-match"?: string;
            };
            path: {
                userId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. Where it changed meanwhile nothing is done, and 412 is answered. */
                "if-match"?: string;
            };
            path: {
                userId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    username?: string;
                    fullName?: string;
                    /** Format: email */
                    email?: string;
                    /** @enum {string} */
                    role?: "admin" | "manager" | "user";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setPassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    password: string;
                    currentPassword?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSettings: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                category?: string[];
                key?: string[];
                sort?: "id" | "-id" | "key" | "-key";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setSetting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    value: string;
                    secret?: boolean;
                    description?: string | null;
                    category?: string | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Setting"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAuditEntries: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                projectId?: number[];
                actorId?: number[];
                tableName?: string[];
                action?: ("insert" | "update" | "delete")[];
                actorKind?: ("user" | "system" | "database")[];
                rowId?: number;
                from?: string;
                to?: string;
                sort?: "id" | "-id";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEntryPage"];
                };
            };
            /** @description What went wrong (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
