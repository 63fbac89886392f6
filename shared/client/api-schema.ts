/** The contract as TypeScript types, made by `npm run openapi:client`. Do not edit. */
export interface paths {
    "/v1/scores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rank subjects by score
         * @description The ranking of elements, suppliers or countries for a buyer, highest score first; filtered, sorted, as JSON, CSV or NDJSON. With `subject_type=supplier&custom=include` those that you have stored are in it.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["listScores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changed, and why
         * @description Every change of a published score in the order of publication, with tombstones. Keep `resume_cursor`, read the state once at `links.resync`, then ask again with the cursor: applying the changes in order gives the present state.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Changes of band as a news feed
         * @description The changes of the last seven days in which a subject went from one band to another, newest first, as Atom (RFC 4287) for feed readers and systems that poll one. For every change, and for more than seven days, use /v1/changes.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getBandChangesFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/elements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List elements
         * @description The catalogue of elements in the order of their ids, each with its current score for the buyer. For a ranking use /v1/scores.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["listElements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/elements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one element
         * @description The catalogue entry of one element with its current score for the buyer.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getElement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/elements/{id}/score": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the score of one element
         * @description The chance, in percent, that on at least one of the next 365 days supply falls short after the stocks of the buyer are used up; with its three parts, band, interval, main causes, coverage and the run it comes from.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getElementScore"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/elements/{id}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Explain the score of one element
         * @description Everything the score is made of: every cause with its points (they sum to the score), stages of the supply chain, measures in force, what-ifs, and the facts with their sources.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getElementExplanation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/elements/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One page about one element, for people
         * @description What a board has to know: headline, band, interval, what the score is made of, who supplies each stage, dates ahead, what would move it, evidence and limits; in English or Japanese. It has no script, prints on one page of A4, and names the run and its own address in the foot. The numbers are those of /explanation, rounded to what the interval supports.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getElementReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/elements/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get earlier scores of one element
         * @description Scores over time, oldest first. Each point says whether it was published on its day or replayed later.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getElementHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/elements/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changed in the score of one element, and why
         * @description Every change of the published score of the element, oldest first, split by cause and by driver; both splits sum to the change exactly.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getElementChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppliers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List suppliers
         * @description The catalogue of suppliers in the order of their ids, each with its current score for the buyer. For a ranking use /v1/scores. Suppliers that you have stored are listed with `custom=include`, or alone with `custom=only`.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["listSuppliers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppliers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one supplier
         * @description The catalogue entry of one supplier with its current score for the buyer. An id that does not ship is looked for among the suppliers you have stored: every run scores them (`basis: published`), and what you store or change is scored at once with the facts of the current run until the next (`basis: on_request`); their `ETag` is the version to send as `If-Match`.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getSupplier"];
        /**
         * Store a custom supplier
         * @description Stores a supplier with its sites and what feeds them, and answers with the version; `links.score` leads to its score, which is computed whenever it is read and by every later run. A new one needs no header; to change one send the `ETag` you read as `If-Match` (428 without it, 412 when somebody else was faster). Every version is kept. The same content again changes nothing. Only you see it, and no published score depends on it.
         *
         *     Needs a key with the scope `suppliers:write` where access is not open.
         */
        put: operations["putSupplier"];
        post?: never;
        /**
         * End a custom supplier
         * @description Stores a last version that ends the supplier; earlier versions stay in the record. Needs `If-Match`, the `ETag` you read, or `*`.
         *
         *     Needs a key with the scope `suppliers:write` where access is not open.
         */
        delete: operations["deleteSupplier"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppliers/{id}/score": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the score of one supplier
         * @description The chance, in percent, that on at least one of the next 365 days supply falls short after the stocks of the buyer are used up; with its three parts, band, interval, main causes, coverage and the run it comes from. A supplier that you have stored is scored by every run (`basis: published`), before its first run at once with the facts of the current one (`basis: on_request`), and for any other day as the version that stood then.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getSupplierScore"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppliers/{id}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Explain the score of one supplier
         * @description Everything the score is made of: every cause with its points (they sum to the score), stages of the supply chain, measures in force, what-ifs, and the facts with their sources. A supplier that you have stored is scored by every run (`basis: published`), before its first run at once with the facts of the current one (`basis: on_request`), and for any other day as the version that stood then. Its sites are named `custom!supplier!site`; `criticality` is left out, because your own tonnes are in no table of world supply.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getSupplierExplanation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppliers/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One page about one supplier, for people
         * @description What a board has to know: headline, band, interval, what the score is made of, who supplies each stage, dates ahead, what would move it, evidence and limits; in English or Japanese. It has no script, prints on one page of A4, and names the run and its own address in the foot. The numbers are those of /explanation, rounded to what the interval supports. A supplier that you have stored is scored by every run (`basis: published`), before its first run at once with the facts of the current one (`basis: on_request`), and for any other day as the version that stood then.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getSupplierReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppliers/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get earlier scores of one supplier
         * @description Scores over time, oldest first. Each point says whether it was published on its day or replayed later. A supplier that you have stored has a point for every day, `replayed`: what today’s code says of the version that stood on that day (before the first version, the first) with the facts known then. A page has at most 120 days of it.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getSupplierHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppliers/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changed in the score of one supplier, and why
         * @description Every change of the published score of the supplier, oldest first, split by cause and by driver; both splits sum to the change exactly. Of a supplier that you have stored there is a step for each of the last 100 runs and for every version you stored, computed for this answer; a page explains at most 30 steps. It is served for a supplier that you have ended, too.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getSupplierChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/countries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List countries
         * @description The catalogue of countries in the order of their ids, each with its current score for the buyer. For a ranking use /v1/scores.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["listCountries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/countries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get one country
         * @description The catalogue entry of one country with its current score for the buyer.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getCountry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/countries/{id}/score": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the score of one country
         * @description The chance, in percent, that on at least one of the next 365 days supply falls short after the stocks of the buyer are used up; with its three parts, band, interval, main causes, coverage and the run it comes from.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getCountryScore"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/countries/{id}/explanation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Explain the score of one country
         * @description Everything the score is made of: every cause with its points (they sum to the score), stages of the supply chain, measures in force, what-ifs, and the facts with their sources.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getCountryExplanation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/countries/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One page about one country, for people
         * @description What a board has to know: headline, band, interval, what the score is made of, who supplies each stage, dates ahead, what would move it, evidence and limits; in English or Japanese. It has no script, prints on one page of A4, and names the run and its own address in the foot. The numbers are those of /explanation, rounded to what the interval supports.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getCountryReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/countries/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get earlier scores of one country
         * @description Scores over time, oldest first. Each point says whether it was published on its day or replayed later.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getCountryHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/countries/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changed in the score of one country, and why
         * @description Every change of the published score of the country, oldest first, split by cause and by driver; both splits sum to the change exactly.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getCountryChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppliers:custom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List custom suppliers
         * @description The suppliers you have stored, in the order of their ids. Nobody else sees them. /v1/suppliers/{id} has one with its score.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["listCustomSuppliers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppliers:import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import custom suppliers
         * @description CSV (one row per site, rows of a supplier together, `fed_by` as `site:share;site:share`, several elements with spaces between, `external_ids` as `system:id;system:id`) or NDJSON (one supplier per line, as in PUT, with `id`). At most 1,000,000 bytes a request: cut a larger file between suppliers, or use `npm run suppliers:import`. With a mistake in any row nothing is stored, and every mistake is told with its row and column. Sending the same again changes nothing. What is stored is scored when it is read, at once: `links.scores` leads to all of it, page by page. `Idempotency-Key` is honoured.
         *
         *     Needs a key with the scope `suppliers:write` where access is not open.
         */
        post: operations["importSuppliers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Many subjects over time
         * @description Scores, intervals, parts, causes and the pressure in theatres of many subjects over time, long or wide, for dashboards and spreadsheets.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getSeries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lookups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find many subjects at once
         * @description Up to 500 suppliers, elements or countries by id, LEI, DUNS number, own ids, or name and country. Every match says why; what is not certain is answered with candidates, never guessed. Suppliers that come with the service have no LEI or DUNS number on record; your own may.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        post: operations["lookUpSubjects"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exposures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exposure of a bill of materials
         * @description A bill of materials or a list of spend in, exposure out: by element and by supplier, kilograms and money at risk with intervals, single sources, largest origins, alternatives. Lines name elements, materials, suppliers (also those you have stored), or products whose element content is known. What can not be mapped is listed with the reason. Stores nothing.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        post: operations["evaluateExposure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scenario-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ready-made scenarios
         * @description What-if questions to start from, each as the changes it makes, and the numbers of the method that a scenario may set.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["listScenarioTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scenario-evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Open a shared scenario
         * @description What a `share_url` leads to: the answer of the scenario that is in the address, on the run that it names.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getScenarioEvaluation"];
        put?: never;
        /**
         * Ask what if
         * @description Scores all elements for a buyer again under a scenario: measures added, lifted or back from suspension, pressure of a theatre, closed lanes and origins, lost suppliers, stock, shares, numbers of the method, or a template with any of these on top. Stores nothing. `share_url` gives the same answer again.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        post: operations["evaluateScenario"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pressure in the two theatres
         * @description How busy Chinese military and government vessels, aircraft and carriers are around Taiwan and the Senkaku/Diaoyu islands, against their own last three years.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["listSignals"];
        put?: never;
        /**
         * Send observations
         * @description Up to 1,000 observations of the three theatres. Each has a result: accepted, corrected (both versions are kept, each with the day it became known), duplicate, or quarantined with the reasons: not the shape of an observation, a day that lies ahead, a count far above any on record. All are stored when it answers. A run that reads those that are not in quarantine begins within a minute (`counts_by` says when it is expected to be published), scores cite them as evidence, and changes name them. Sending the same again is harmless; `Idempotency-Key` is honoured.
         *
         *     Needs a key with the scope `signals:write` where access is not open.
         */
        post: operations["postSignals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/signals/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List observations in quarantine
         * @description Observations of yours that were not taken, each as it was sent, with the reasons and what was decided. A key with the scope `admin` sees those of every client.
         *
         *     Needs a key with the scope `signals:write` where access is not open.
         */
        get: operations["listQuarantine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/signals/quarantine/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release or discard an observation
         * @description Releases an observation that is right after all: it is stored like any other, known from the day it says, and a run that reads it begins within a minute. Or discards it for good. A decision stands; the same decision again answers the same.
         *
         *     Needs a key with the scope `signals:write` where access is not open.
         */
        post: operations["decideQuarantine"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/signals/{theatre}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One theatre with its days
         * @description Pressure in one theatre, with the counts of each day.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getSignal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/measures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export controls and other policy events
         * @description What is announced, in force, suspended or ended on a day, and which dated step comes next.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["listMeasures"];
        put?: never;
        /**
         * Store a measure as you see it
         * @description Your own view of an export control, with its source. Only you see it; no published score depends on it. `accepted`: /v1/measures?custom=include lists it among those of the register. `quarantined`, with the reasons: without a citation, known only from a day ahead, of an element or class that does not exist, or a control that the register has already. The same content again changes nothing; `Idempotency-Key` is honoured.
         *
         *     Needs a key with the scope `measures:write` where access is not open.
         */
        post: operations["postMeasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/security-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events around Japan, and scrambles
         * @description Ships, survey ships, drones and aircraft in the waters and airspace around Japan, event by event with its source, and scrambles by period. They count in no score: the list of events may be incomplete, and no test has shown that scrambles say anything of export controls.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["listSecurityEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/control-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Restrictions of exports worldwide
         * @description Bans, quotas, licences, taxes, strikes and closures outside the register of measures, since 2002: what became of each, and which count as a control. The rate of new controls of an origin is learned from them.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["listControlEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sources with freshness and licence
         * @description Every publisher the facts come from, when it was last read, the newest day it speaks of, and what its licence allows.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["listSources"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A map as GeoJSON
         * @description Countries, sites of suppliers, sea lanes and the theatres of the security signals in one call, with the scores of a buyer. Every feature says how precise its point is; what has no known place has the geometry null. Sites of custom suppliers are in /v1/suppliers with `custom=include`.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getMap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/measures:custom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List custom measures
         * @description The measures you have stored, those in quarantine with their reasons. Nobody else sees them.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["listCustomMeasures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/elements/{id}/custom-measures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Score of an element with your measures
         * @description What the score would be if the register had your accepted measures too: both scores, the difference by driver and by stage. Computed for this answer from the facts that the current run pinned; only measures known by the day of the run count. Published scores stay as they are.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getElementWithCustomMeasures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/measures/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release a measure from quarantine
         * @description Takes a measure that is right after all, with your reason. What lacks a citation, or names an element or class that does not exist, cannot be released: send it anew. Releasing it again answers the same.
         *
         *     Needs a key with the scope `measures:write` where access is not open.
         */
        post: operations["releaseMeasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/measures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a custom measure
         * @description Ends it, accepted or in quarantine. It stays in the record; sending the same content again brings it back. Deleting it again answers the same.
         *
         *     Needs a key with the scope `measures:write` where access is not open.
         */
        delete: operations["deleteMeasure"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One alert rule
         * @description The rule as it is stored now.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getAlertRule"];
        /**
         * Store an alert rule
         * @description Stores a rule; from the next run on it fires. A new one needs no header; to change one send the `ETag` you read as `If-Match` (428 without it, 412 when somebody else was faster). The same content again changes nothing. Ask /v1/alert-rules:rehearse first how often it would have fired in the last year.
         *
         *     Needs a key with the scope `alerts:write` where access is not open.
         */
        put: operations["putAlertRule"];
        post?: never;
        /**
         * End an alert rule
         * @description It fires no more; its alerts stay. Needs `If-Match`, the `ETag` you read, or `*`.
         *
         *     Needs a key with the scope `alerts:write` where access is not open.
         */
        delete: operations["deleteAlertRule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List alert rules of your own
         * @description The rules you have stored, in the order of their ids. Nobody else sees them.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["listAlertRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-rules/{id}/rehearsal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How often a stored rule would have fired in the last year
         * @description Judges the rule over the histories of its subjects and the register of measures in the 52 weeks up to the newest run, and says how many of these weeks have a history. Null, never 0, where there is none.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["rehearseAlertRule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-rules:rehearse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How often a rule would have fired in the last year, before it is stored
         * @description As /v1/alert-rules/{id}/rehearsal, for a rule that is sent. Nothing is stored.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        post: operations["rehearseNewAlertRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alerts that your rules have fired
         * @description Alerts of your rules in the order of the runs after which they fired. Keep `resume_cursor` and ask again with it: nothing is missed and nothing comes twice.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts.atom": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alerts as a news feed
         * @description The newest hundred alerts of your rules, newest first, as Atom (RFC 4287). Feed readers send the key as the user name of Basic authentication.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getAlertsFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One webhook
         * @description The webhook as it is stored now, without its secret.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getWebhook"];
        /**
         * Store a webhook
         * @description Stores an address. Alerts are sent to it as POST with a JSON body `{type, timestamp, data}`, signed after the Standard Webhooks specification, until it answers 2xx: ten times over three days. The answer that makes it shows its `secret`, once; where that was lost, ask for another with `new_secret`. To change one send the `ETag` you read as `If-Match`.
         *
         *     Needs a key with the scope `alerts:write` where access is not open.
         */
        put: operations["putWebhook"];
        post?: never;
        /**
         * End a webhook
         * @description Nothing is sent to it any more; what waits is given up. Needs `If-Match`, the `ETag` you read, or `*`.
         *
         *     Needs a key with the scope `alerts:write` where access is not open.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhooks of your own
         * @description The addresses that your alerts are sent to, in the order of their ids. Nobody else sees them, and nobody sees their secrets again.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["listWebhooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test message
         * @description Has a message of the type `webhook.test` sent, signed as alerts are. It is sent within a minute; the list of deliveries says what became of it. `Idempotency-Key` is honoured.
         *
         *     Needs a key with the scope `alerts:write` where access is not open.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages to a webhook, and what became of them
         * @description Newest first, each with its tries: when, which status, why it did not work. Kept for 30 days, also of a webhook that you have ended.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries/{delivery}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message again
         * @description Sends a delivered or given up message again: the body and `webhook-id` it had, a new timestamp and signature, and all tries anew. One that waits already stays as it is. `Idempotency-Key` is honoured.
         *
         *     Needs a key with the scope `alerts:write` where access is not open.
         */
        post: operations["replayDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who changed what
         * @description Every request that changed what is stored, or tried to: the client, the id of its key, what it asked for and what became of it. For keys with the scope `admin`.
         *
         *     Needs a key with the scope `admin` where access is not open.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Runs, newest first
         * @description Every computation of all scores: inputs, method, code, what was left out, and how it ended.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One run
         * @description The manifest of one run.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/track-record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was forecast, and what happened
         * @description Forecasts of published runs, judged when their windows have closed by rules that were written before: scores, reliability, how much they rest on, and the misses first. Every run is pinned in a hash chain when it is published. Replays of past days are not in it.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getTrackRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/track-record/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The hash chain over published runs
         * @description A link per published run: the hashes of its forecasts, and the hash of the link before. Compute the hashes yourself, or with `npm run verify-record`.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["listTrackRecordLinks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/track-record/links/{run_id}/forecasts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Forecasts of a published run, as pinned
         * @description The canonical JSON whose SHA-256 stands in the link of the run. Hash the bytes as they come, after the transfer encoding is undone.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getTrackRecordForecasts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/methodologies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The method of this service
         * @description The version that scores are computed with. There is one; every score names it.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["listMethodologies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/methodologies/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The numbers of the method
         * @description Every number with unit, range, basis and source, and what the method can not know. It is the document that the scorer reads.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getMethodology"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the service answers, and whether it has scores
         * @description For load balancers and monitors. As it is it reads nothing and says that the service runs; with `probe=ready` it is 503 `nothing_published` until the first run is published.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How fresh the data are
         * @description The run that readers see, the run that was begun last, freshness of every signal and source, when each collected source was last asked and had something new, and a degraded flag with reasons.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Scores as metrics for Prometheus
         * @description Every score of a buyer with its interval, the pressure in both theatres, and the run they are of, as OpenMetrics. What is unknown has no sample. Values change once a run, so a scrape every few minutes is enough. The age of the run is `time() - chokepoint_run_published_timestamp_seconds`.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/words": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The catalogue of texts, in English or Japanese
         * @description Responses give their sentences and labels in English and, as `…_code` and `…_params`, as a template of this catalogue with its parameters: headlines of scores, labels and sentences of drivers. A page in Japanese asks for `lang=ja` once and writes them itself. It also has the names of countries and elements, and the bands of the scale with limits, icons and colours.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getWords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This contract as OpenAPI 3.1
         * @description Generated from the same schemas that read the requests.
         */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reference page
         * @description This contract to read: a page for each resource and object, and a search; needs no internet and no script.
         */
        get: operations["getDocs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where to begin
         * @description What this service is and where its resources are; HTML for browsers.
         */
        get: operations["getIndex"];
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
        /** @description An error, as RFC 9457 problem details. */
        Problem: {
            /** @description Path of the section of the documentation that explains this kind of error. */
            type: string;
            /** @description The kind of error in a few words; the same for every occurrence. */
            title: string;
            /** @description The HTTP status. */
            status: number;
            /** @description What happened this time, and what to do. */
            detail: string;
            /** @description Path of the request. */
            instance: string;
            /** @description The kind of error for programs. More codes may be added. */
            code: string;
            /** @description Quote this when you report the error. */
            request_id: string;
            /** @description One entry per mistake; empty when no single field is to blame. */
            errors: components["schemas"]["FieldError"][];
        };
        /** @description One mistake of the request. */
        FieldError: {
            /** @description Name of the query or path parameter. */
            parameter?: string;
            /** @description JSON pointer into the request body (RFC 6901). */
            pointer?: string;
            /** @description Kind of mistake: unknown_parameter, duplicate_parameter, invalid_value, not_served_yet, conflicting_parameters, missing, unknown_field. More may be added. */
            code: string;
            /** @description What is wrong and what to send instead. */
            detail: string;
        };
        /** @description What the score speaks of. */
        Subject: {
            /** @description element, supplier or country. */
            type: string;
            /** @description Identifier; stable, case matters. */
            id: string;
            /** @description Name in English. */
            name: string;
        };
        /** @description How to read the number. */
        Scale: {
            /** @description Smallest value there can be. */
            min: number;
            /** @description Largest value there can be. */
            max: number;
            /** @description `higher_is_riskier`. */
            direction: string;
            /** @description Unit of the number. */
            unit: string;
            /** @description Bands with limits, icons and colours, lowest first. In lists and histories; a single score and an explanation leave them to /v1/words. */
            bands?: {
                /** @description Name in English. */
                name: string;
                /** @description Name of the band for a reader. */
                label: string;
                /** @description Code of the label in the catalogue of /v1/words. */
                label_code: string;
                /** @description Lowest score of the band; null for `unknown`. */
                from: number | null;
                /** @description The band ends below this score; the highest includes 100. Null for `unknown`. */
                to: number | null;
                /** @description A character that fills up with the score: a band is never told by its colour alone. */
                icon: string;
                /** @description sRGB, `#rrggbb`. The colours can be told apart by readers who are colour-blind. */
                colour: string;
                /** @description Colour of text on `colour`, with a contrast of at least 4.5 to 1. */
                text_colour: string;
            }[];
        };
        /** @description Where the chance lies over what nobody knows about the world today, percent: 90 % between p05 and p95. Luck is inside the chance. */
        Interval: {
            /** @description Lower end: 5 % of what is possible lies below. */
            p05: number;
            /** @description Middle: half of what is possible lies below. */
            p50: number;
            /** @description Upper end: 5 % of what is possible lies above. */
            p95: number;
        };
        /** @description Place in the ranking of this type of subject for this buyer; of a custom supplier, the place among your own that the run has scored. */
        Rank: {
            /** @description 1 is the highest score. */
            position: number;
            /** @description Subjects with a score. */
            of: number;
            /** @description Best place over the middle nine tenths of what is not known. */
            from: number | null;
            /** @description Worst place of the same: subjects whose ranges overlap cannot be told apart. */
            to: number | null;
        };
        /** @description A reason for the score. */
        Driver: {
            /** @description Kind of cause and place, for example `measure:CHN`, `new_control:CHN`, `security:taiwan`. */
            id: string;
            /** @description measure, new_control, disruption, security; of suppliers also ramp_up, closure, listing. More may be added. */
            kind: string;
            /** @description Part of the score that it belongs to: state, may_begin or security. */
            part: string;
            /** @description Points of the score that come from it. All of a part add up to the part exactly. */
            points: number;
            /** @description At most 40 characters. */
            label: string;
            /** @description Code of the text in the catalogue of /v1/words, which has it in English and Japanese. */
            label_code: string;
            /** @description Its parameters: text, numbers, and texts that are part of it, each with a code and parameters of its own. */
            label_params: {
                [key: string]: string | number | {
                    /** @description Code of a text that is part of it, in the catalogue of /v1/words. */
                    code: string;
                    /** @description Parameters of that text. */
                    params: {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The cause in one sentence. */
            summary: string;
        };
        /** @description Which rules the score was computed with. */
        MethodologyReference: {
            /** @description See /v1/methodologies/{version} for every parameter with its unit, basis and source. */
            version: string;
            /** @description Hash of the methodology document that was used. */
            sha256: string;
        };
        /** @description Paths on this server. */
        ScoreLinks: {
            /** @description This very thing. */
            self: string;
            /** @description What it speaks of. */
            subject: string;
            /** @description Why the score is what it is. */
            explanation: string;
            /** @description One page for people, as HTML. */
            report: string;
            /** @description The score over time. */
            history: string;
            /** @description The version of the method that was used; see /v1/methodologies/{version}. */
            methodology: string;
            /** @description Null when no run published the score. */
            run: string | null;
        };
        /** @description Paths on this server. */
        PageLinks: {
            /** @description This very thing. */
            self: string;
            /** @description Path of the next page; null at the end. */
            next: string | null;
        };
        /** @description A score with everything that is needed to read it. */
        Score: {
            subject: components["schemas"]["Subject"];
            /** @description The country whose supply is at risk. */
            buyer: string;
            /** @description `scored`, `insufficient_data`; of suppliers also `not_producing`, `delivers_elsewhere`, `committed_elsewhere`, `no_element`. More may be added. */
            status: string;
            /** @description Why there is no score; null when there is one. */
            status_reason: string | null;
            /** @description 100 times the chance that on at least one of the next 365 days supply falls short of need after the stocks of the buyer are used up, a shortage that is there already included. Expert judgement with fitted rates, not validated. Null is unknown, never 0. */
            score: number | null;
            /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
            band: string;
            scale: components["schemas"]["Scale"];
            interval: components["schemas"]["Interval"] | null;
            /** @description 20 quantiles of the same, at 2.5, 7.5 ... 97.5 %. */
            quantiles: number[] | null;
            /** @description The chance that the score, known better, lies in each band. */
            bands: {
                /** @description low, guarded, elevated, high or critical; unknown without a score. */
                band: string;
                /** @description 0 to 1; the five add up to 1. */
                chance: number;
            }[] | null;
            /** @description Percent: the part by measures in force, suspended or announced. state + may_begin + security = score, to the hundredth. */
            state: number | null;
            /** @description Percent: the part by new controls and other disruptions that may begin. */
            may_begin: number | null;
            /** @description Percent: the part by a security crisis, on top of the others. */
            security: number | null;
            /** @description The score without its security part. */
            without_security: number | null;
            /** @description Percent: the chance of a shortage by a security crisis alone, whatever else happens. */
            p_security: number | null;
            /** @description Stage of the supply chain the score comes from; null without a score. Suppliers: the stage they deliver at. */
            stage: string | null;
            /** @description Suppliers and countries: the element the score comes from, their worst. Null for elements. */
            element: string | null;
            /** @description Elements the subject has to do with. */
            elements: string[];
            /** @description Suppliers: countries of their sites. Countries: the country itself. */
            countries: string[];
            rank: components["schemas"]["Rank"] | null;
            top_drivers: components["schemas"]["Driver"][];
            /** @description Percent: the same chance within 90 days. */
            p_stockout_90: number | null;
            /** @description Expected days short within 365 days, 0 to 365. */
            expected_days: number | null;
            /** @description Days of cover that the score reads, before any is drawn down: of the buyer at the stage, or between a supplier and its buyer. */
            cover_days: number | null;
            /** @description Day after a suspension ran out without a decision; null while there is none. */
            undecided_since: string | null;
            /** @description Theatre (senkaku, taiwan) -> pressure. */
            pressure_index: {
                [key: string]: {
                    /** @description 0 to 100, the percentile of the theatre in its own three years; null is unknown, never calm. */
                    index: number | null;
                    /** @description Newest day that it speaks of. */
                    day: string | null;
                    /** @description Days between the newest day it speaks of and the day of the score. */
                    age_days: number | null;
                    /** @description Percentile of each series, 0 to 100. */
                    series: {
                        [key: string]: number | null;
                    };
                };
            };
            /** @description Suppliers: the score if feed that no link names were safe. Equal to `ceiling` where all feed is named. */
            floor: number | null;
            /** @description Suppliers: the score if feed that no link names came from the world mix. */
            ceiling: number | null;
            /** @description Suppliers: part of their feed that links name, 0 to 1. The rest is why floor and ceiling differ. */
            feed_named: number | null;
            /** @description Suppliers: mean part of the deliveries that is lost, 0 to 1; never multiplied into the score. */
            share_lost: number | null;
            /** @description Suppliers: part of the output that is not promised to others, 0 to 1. */
            available: number | null;
            /** @description Suppliers: on China’s control list, itself or by its parent. */
            listed: boolean | null;
            /** @description Elements: part of the inputs of the stage that is known, 0 to 1. */
            coverage: number | null;
            /** @description Theatres whose pressure is unknown or older than its window. */
            stale_sources: string[];
            /** @description Newest day any observation of the security signals speaks of. */
            data_as_of: string | null;
            /** @description Concentration of world supply at the stage of the score (Herfindahl-Hirschman, 0 to 1). Not part of the score. Null for suppliers: a company has no world supply. */
            hhi: number | null;
            /** @description End use of the buyer: civil, defence or semiconductor_advanced. */
            end_use: string;
            /** @description The score in one sentence of at most 140 characters, with its interval and its main cause. */
            headline: string;
            /** @description Code of the text in the catalogue of /v1/words, which has it in English and Japanese. */
            headline_code: string;
            /** @description Its parameters: text, numbers, and texts that are part of it, each with a code and parameters of its own. */
            headline_params: {
                [key: string]: string | number | {
                    /** @description Code of a text that is part of it, in the catalogue of /v1/words. */
                    code: string;
                    /** @description Parameters of that text. */
                    params: {
                        [key: string]: unknown;
                    };
                };
            };
            methodology: components["schemas"]["MethodologyReference"];
            /** @description `published`: what a run published on that day. `on_request`: a custom supplier that you have stored or changed since the run, scored when you ask with the day and the signals of the run; the same whenever it is asked for in that run. `recomputed`: what today’s code and facts say of that day, cut at what was public by `known_at`. More may be added. */
            basis: string;
            /** @description The stage that was asked for with `stage`: the score is of it alone. Left out where the worst stage counts. */
            at_stage?: string;
            /** @description The run that published it, see /v1/runs/{id}; null when it is recomputed. */
            run_id: string | null;
            /** @description Day the score speaks of. */
            as_of: string;
            /** @description Only facts that were public by this day were used. */
            known_at: string;
            /** @description Start of the run. RFC 3339, UTC, ends with Z. Null when it was computed for this answer. */
            computed_at: string | null;
            /** @description Of a recomputed score: what was published on that day; null when nothing was. Only in answers about one subject. */
            published_then?: {
                /** @description The run that computed it; see /v1/runs/{id}. */
                run_id: string;
                /** @description The score, 0 to 100; null is unknown, never 0. */
                score: number | null;
                /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
                band: string;
                /** @description The version of the method that was used; see /v1/methodologies/{version}. */
                methodology: string;
            } | null;
            /** @description Of a recomputed score: where “what was known then” is only approximated. Only in answers about one subject. */
            known_exceptions?: string[];
            links: components["schemas"]["ScoreLinks"];
        };
        /** @description A score. All fields are there unless the `fields` parameter chose some; `subject` always is. */
        ScoreRow: {
            subject: components["schemas"]["Subject"];
            /** @description The country whose supply is at risk. */
            buyer?: string;
            /** @description `scored`, `insufficient_data`; of suppliers also `not_producing`, `delivers_elsewhere`, `committed_elsewhere`, `no_element`. More may be added. */
            status?: string;
            /** @description Why there is no score; null when there is one. */
            status_reason?: string | null;
            /** @description 100 times the chance that on at least one of the next 365 days supply falls short of need after the stocks of the buyer are used up, a shortage that is there already included. Expert judgement with fitted rates, not validated. Null is unknown, never 0. */
            score?: number | null;
            /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
            band?: string;
            scale?: components["schemas"]["Scale"];
            interval?: components["schemas"]["Interval"] | null;
            /** @description 20 quantiles of the same, at 2.5, 7.5 ... 97.5 %. */
            quantiles?: number[] | null;
            /** @description The chance that the score, known better, lies in each band. */
            bands?: {
                /** @description low, guarded, elevated, high or critical; unknown without a score. */
                band: string;
                /** @description 0 to 1; the five add up to 1. */
                chance: number;
            }[] | null;
            /** @description Percent: the part by measures in force, suspended or announced. state + may_begin + security = score, to the hundredth. */
            state?: number | null;
            /** @description Percent: the part by new controls and other disruptions that may begin. */
            may_begin?: number | null;
            /** @description Percent: the part by a security crisis, on top of the others. */
            security?: number | null;
            /** @description The score without its security part. */
            without_security?: number | null;
            /** @description Percent: the chance of a shortage by a security crisis alone, whatever else happens. */
            p_security?: number | null;
            /** @description Stage of the supply chain the score comes from; null without a score. Suppliers: the stage they deliver at. */
            stage?: string | null;
            /** @description Suppliers and countries: the element the score comes from, their worst. Null for elements. */
            element?: string | null;
            /** @description Elements the subject has to do with. */
            elements?: string[];
            /** @description Suppliers: countries of their sites. Countries: the country itself. */
            countries?: string[];
            rank?: components["schemas"]["Rank"] | null;
            top_drivers?: components["schemas"]["Driver"][];
            /** @description Percent: the same chance within 90 days. */
            p_stockout_90?: number | null;
            /** @description Expected days short within 365 days, 0 to 365. */
            expected_days?: number | null;
            /** @description Days of cover that the score reads, before any is drawn down: of the buyer at the stage, or between a supplier and its buyer. */
            cover_days?: number | null;
            /** @description Day after a suspension ran out without a decision; null while there is none. */
            undecided_since?: string | null;
            /** @description Theatre (senkaku, taiwan) -> pressure. */
            pressure_index?: {
                [key: string]: {
                    /** @description 0 to 100, the percentile of the theatre in its own three years; null is unknown, never calm. */
                    index: number | null;
                    /** @description Newest day that it speaks of. */
                    day: string | null;
                    /** @description Days between the newest day it speaks of and the day of the score. */
                    age_days: number | null;
                    /** @description Percentile of each series, 0 to 100. */
                    series: {
                        [key: string]: number | null;
                    };
                };
            };
            /** @description Suppliers: the score if feed that no link names were safe. Equal to `ceiling` where all feed is named. */
            floor?: number | null;
            /** @description Suppliers: the score if feed that no link names came from the world mix. */
            ceiling?: number | null;
            /** @description Suppliers: part of their feed that links name, 0 to 1. The rest is why floor and ceiling differ. */
            feed_named?: number | null;
            /** @description Suppliers: mean part of the deliveries that is lost, 0 to 1; never multiplied into the score. */
            share_lost?: number | null;
            /** @description Suppliers: part of the output that is not promised to others, 0 to 1. */
            available?: number | null;
            /** @description Suppliers: on China’s control list, itself or by its parent. */
            listed?: boolean | null;
            /** @description Elements: part of the inputs of the stage that is known, 0 to 1. */
            coverage?: number | null;
            /** @description Theatres whose pressure is unknown or older than its window. */
            stale_sources?: string[];
            /** @description Newest day any observation of the security signals speaks of. */
            data_as_of?: string | null;
            /** @description Concentration of world supply at the stage of the score (Herfindahl-Hirschman, 0 to 1). Not part of the score. Null for suppliers: a company has no world supply. */
            hhi?: number | null;
            /** @description End use of the buyer: civil, defence or semiconductor_advanced. */
            end_use?: string;
            /** @description The score in one sentence of at most 140 characters, with its interval and its main cause. */
            headline?: string;
            /** @description Code of the text in the catalogue of /v1/words, which has it in English and Japanese. */
            headline_code?: string;
            /** @description Its parameters: text, numbers, and texts that are part of it, each with a code and parameters of its own. */
            headline_params?: {
                [key: string]: string | number | {
                    /** @description Code of a text that is part of it, in the catalogue of /v1/words. */
                    code: string;
                    /** @description Parameters of that text. */
                    params: {
                        [key: string]: unknown;
                    };
                };
            };
            methodology?: components["schemas"]["MethodologyReference"];
            /** @description `published`: what a run published on that day. `on_request`: a custom supplier that you have stored or changed since the run, scored when you ask with the day and the signals of the run; the same whenever it is asked for in that run. `recomputed`: what today’s code and facts say of that day, cut at what was public by `known_at`. More may be added. */
            basis?: string;
            /** @description The stage that was asked for with `stage`: the score is of it alone. Left out where the worst stage counts. */
            at_stage?: string;
            /** @description The run that published it, see /v1/runs/{id}; null when it is recomputed. */
            run_id?: string | null;
            /** @description Day the score speaks of. */
            as_of?: string;
            /** @description Only facts that were public by this day were used. */
            known_at?: string;
            /** @description Start of the run. RFC 3339, UTC, ends with Z. Null when it was computed for this answer. */
            computed_at?: string | null;
            /** @description Of a recomputed score: what was published on that day; null when nothing was. Only in answers about one subject. */
            published_then?: {
                /** @description The run that computed it; see /v1/runs/{id}. */
                run_id: string;
                /** @description The score, 0 to 100; null is unknown, never 0. */
                score: number | null;
                /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
                band: string;
                /** @description The version of the method that was used; see /v1/methodologies/{version}. */
                methodology: string;
            } | null;
            /** @description Of a recomputed score: where “what was known then” is only approximated. Only in answers about one subject. */
            known_exceptions?: string[];
            links?: components["schemas"]["ScoreLinks"];
            /** @description With `expand=drivers`: every cause of the score, largest first; they sum to it. Null when no explanation is kept. */
            drivers?: ({
                /** @description Identifier; stable, case matters. */
                id: string;
                /** @description Kind; more may be added. */
                kind: string;
                /** @description Two decimals; those of a part are the published part exactly. */
                points: number;
                /** @description At most 40 characters. */
                label?: string;
                /** @description Code of the text in the catalogue of /v1/words, which has it in English and Japanese. */
                label_code?: string;
                /** @description Its parameters: text, numbers, and texts that are part of it, each with a code and parameters of its own. */
                label_params?: {
                    [key: string]: string | number | {
                        /** @description Code of a text that is part of it, in the catalogue of /v1/words. */
                        code: string;
                        /** @description Parameters of that text. */
                        params: {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description The cause in one sentence. */
                summary: string;
                /** @description Code of the text in the catalogue of /v1/words, which has it in English and Japanese. */
                summary_code?: string;
                /** @description Its parameters: text, numbers, and texts that are part of it, each with a code and parameters of its own. */
                summary_params?: {
                    [key: string]: string | number | {
                        /** @description Code of a text that is part of it, in the catalogue of /v1/words. */
                        code: string;
                        /** @description Parameters of that text. */
                        params: {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description state, may_begin or security. */
                part: string;
                /** @description Unrounded. */
                exact_points: number;
                /** @description Rows of the reference data that it rests on. */
                evidence: string[];
            } & {
                [key: string]: unknown;
            })[] | null;
            /** @description With `expand=evidence`: the rows that the drivers name, each with its source. Null when no explanation is kept. */
            evidence?: components["schemas"]["Evidence"][] | null;
            /** @description With `expand=stages`: every stage of an element with a score of its own, in the order of processing; empty for suppliers and countries. The score of the row is that of the worst. Null when no explanation is kept. */
            stages?: {
                /** @description mine, separation, refining, metal or magnet. More may be added. */
                stage: string;
                /** @description At most 40 characters. */
                label: string;
                /** @description Code of the text in the catalogue of /v1/words, which has it in English and Japanese. */
                label_code: string;
                /** @description Its parameters: text, numbers, and texts that are part of it, each with a code and parameters of its own. */
                label_params: {
                    [key: string]: string | number | {
                        /** @description Code of a text that is part of it, in the catalogue of /v1/words. */
                        code: string;
                        /** @description Parameters of that text. */
                        params: {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description The score of the stage alone, for a buyer who buys there; null where its supply is not known. `stage` of /v1/elements/{id}/score gives it with interval and drivers. */
                score: number | null;
                /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
                band: string;
            }[] | null;
            /** @description With `expand=history_90d`: the score of the 90 days up to `as_of`, oldest first, for a line beside the row. */
            history_90d?: {
                /** @description Day the point speaks of. */
                as_of: string;
                /** @description Null is unknown, never 0. */
                score: number | null;
                /** @description Lower end: 5 % of what is possible lies below. */
                p05: number | null;
                /** @description Upper end: 5 % of what is possible lies above. */
                p95: number | null;
                /** @description `published`: what a run said on that day. `replayed`: what today’s code says of that day, with the facts known then. */
                origin: string;
            }[];
        };
        /** @description A fact with its source. */
        Evidence: {
            /** @description Evidence id: the row of the reference data, unique and stable. */
            row: string;
            /** @description Publication or compilation the fact was taken from. */
            source: string;
            /** @description Address of the source; null when it has none. */
            source_url: string | null;
            /** @description Day or period the fact speaks of, as the source words it. */
            date: string;
            /** @description Grade of the fact, A is best. */
            quality: string;
            /** @description Day since which the fact was public; earlier dates are scored without it. */
            known_from: string;
            /** @description Who sent it, where it came in as an observation: id of the API key, or the collector. Rows that ship have none. */
            sent_by?: string;
            /** @description Of an observation: whether its counts are held down until somebody else states the same. */
            note?: string | null;
        } & {
            [key: string]: unknown;
        };
        /** @description A site of a supplier: what it makes, and where. */
        SupplierSite: {
            /** @description Identifier; stable, case matters. */
            id: string;
            /** @description Name in English. */
            name: string;
            /** @description City, where it is known. */
            city: string | null;
            /** @description ISO 3166-1 alpha-3 code. */
            country: string;
            /** @description Degrees north. */
            latitude?: number | null;
            /** @description Degrees east. */
            longitude?: number | null;
            /** @description What the coordinates are the middle of: `place`, `city`, `region` or `country`; `source`: as the source gives them; `unknown`: there are none, or nobody said. */
            coordinate_precision?: string;
            /** @description Stage of the supply chain: mine, separation, refining, metal or magnet. */
            stage: string;
            /** @description Elements, by symbol. */
            elements: string[];
            /** @description What is made there. */
            product: string | null;
            /** @description yes, partial or no; null is unknown. */
            operating: string | null;
            /** @description Whether the site is at work, being built, planned or closed, as the source words it. */
            status: string;
            /** @description Tonnes a year; null is unknown. */
            capacity_tonnes_per_year: number | null;
            /** @description Whether the capacity is actual output, nameplate, planned, ... */
            capacity_type: string | null;
            evidence: components["schemas"]["Evidence"];
        } & {
            [key: string]: unknown;
        };
        /** @description One day of a signal. */
        SignalPoint: {
            /** @description Day the observation speaks of. */
            date: string;
            /** @description Pressure of that day; null is unknown. */
            index: number | null;
            /** @description Counts of the day; null where the publisher gave none. */
            raw: {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description The score of one day. */
        HistoryPoint: {
            /** @description Day the point speaks of. */
            as_of: string;
            /** @description Null is unknown, never 0. */
            score: number | null;
            /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
            band: string;
            /** @description Lower end: 5 % of what is possible lies below. */
            p05: number | null;
            /** @description Middle: half of what is possible lies below. */
            p50: number | null;
            /** @description Upper end: 5 % of what is possible lies above. */
            p95: number | null;
            /** @description The part by measures. */
            state: number | null;
            /** @description The part by what may begin. */
            may_begin: number | null;
            /** @description The part by a security crisis. */
            security: number | null;
            /** @description Stage of the supply chain: mine, separation, refining, metal or magnet. */
            stage: string | null;
            /** @description Kind of cause -> points. */
            drivers: {
                [key: string]: number;
            };
            /** @description Version of the method. */
            methodology: string;
            /** @description `published`: what a run said on that day. `replayed`: what today’s code says of that day, with the facts known then. */
            origin: string;
            /** @description The run that published it; null for replayed points. */
            run_id: string | null;
        };
        /** @description A page of the ranking. */
        ScoresPage: {
            data: components["schemas"]["ScoreRow"][];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            /** @description All rows are of this run; null when they are recomputed. */
            run_id: string | null;
            /** @description Day the run speaks of. */
            as_of: string;
            /** @description Calendar date YYYY-MM-DD. */
            known_at: string;
            /** @description `published`; `on_request` when it has custom suppliers in it that were scored for this answer, each row says which it is; or `recomputed` by today’s code from the facts known then. */
            basis: string;
            /** @description Of a recomputed ranking: where “what was known then” is only approximated. */
            known_exceptions: string[];
            /** @description element, supplier or country. */
            subject_type: string;
            /** @description The country whose supply is at risk: JPN, USA, EUU (European Union), KOR or TWN. */
            buyer: string;
            scale: components["schemas"]["Scale"];
            links: components["schemas"]["PageLinks"];
        };
        /** @description Changes of scores, resumable: applying them in order to any earlier state gives the present one. */
        ChangesPage: {
            /** @description In the order of publication. */
            data: {
                /** @description Unique, and larger than that of every change published before. There are gaps. */
                seq: number;
                /** @description `changed`; `appeared`: a subject the run before did not have; `removed`: forget the subject; `scored` and `unscored`: from no score to one, and back. More may be added. */
                kind: string;
                subject: components["schemas"]["Subject"];
                /** @description The country whose supply is at risk: JPN, USA, EUU (European Union), KOR or TWN. */
                buyer: string;
                /** @description The published score until then; null is unknown, never 0. */
                score_before: number | null;
                /** @description The published score from now on; null is unknown, never 0. */
                score_after: number | null;
                /** @description score_after - score_before, exactly, in hundredths; null when one of them is unknown. */
                delta: number | null;
                /** @description The band until then; null for a new subject. */
                band_before: string | null;
                /** @description The band from now on; null for a removed subject. */
                band_after: string | null;
                /** @description The stage that gave the score until then. */
                stage_before: string | null;
                /** @description The stage that gives it from now on. */
                stage_after: string | null;
                /** @description `scored` or `insufficient_data`; null for a removed subject. */
                status_after: string | null;
                /** @description Points by cause; they sum to `delta` exactly. Time passes first and is only what grew older; the other causes share what is left by their Shapley values. Null without a delta. */
                by_cause: {
                    /** @description A measure or event that was not there before. */
                    new_event: number;
                    /** @description Newer observations. */
                    data_update: number;
                    /** @description Earlier observations put right. */
                    data_correction: number;
                    /** @description Another version of the method or of its program. */
                    methodology: number;
                    /** @description Inputs that became known, or are no longer known. */
                    coverage: number;
                    /** @description Only the day is another: controls age, records grow longer. */
                    time_passing: number;
                    /** @description A value that a person has set. */
                    override: number;
                    /** @description A term ran out on its date and no decision on it was seen: a suspension, an easing, a measure. Only where it has points. */
                    lapse?: number;
                    /** @description What was decided before took effect on the day that was set for it. Only where it has points. */
                    takes_effect?: number;
                    /** @description A security signal was seen again, or what was seen of it fades. Only where it has points. */
                    signal?: number;
                    /** @description Only where the reasons could not be worked out: all of `delta`; the other causes are 0 then. */
                    unexplained?: number;
                } | null;
                /** @description The causes of `by_cause` that have points, largest first, each with a label. Empty without a delta. */
                causes: {
                    /** @description As in `by_cause`. More may be added. */
                    cause: string;
                    /** @description At most 40 characters. */
                    label: string;
                    /** @description Code of the text in the catalogue of /v1/words, which has it in English and Japanese. */
                    label_code: string;
                    /** @description As in `by_cause`. */
                    points: number;
                }[];
                /** @description Points by cause of the score, largest first, those that moved; they sum to `delta` exactly. Empty for an unexplained change of which one side has no explanation any more. */
                by_driver: {
                    /** @description Identifier; stable, case matters. */
                    id: string;
                    /** @description Points of the score. */
                    points: number;
                }[];
                /** @description What changed in the inputs, at most twelve entries. */
                reasons: {
                    /** @description Which of the causes. */
                    cause: string;
                    /** @description At most 40 characters. */
                    label: string;
                    /** @description Code of the text in the catalogue of /v1/words, which has it in English and Japanese. */
                    label_code: string;
                    /** @description A measure, a theatre (senkaku, taiwan), or the path of an input. */
                    what: string;
                    /** @description The reason in one sentence; absent where `what` says all there is. */
                    description?: string;
                    /** @description Of a signal: evidence ids of its observations that came in since the run before, as POST /v1/signals answered them; the newest twelve. Absent where none came in. */
                    evidence?: string[];
                }[];
                /** @description The change in one sentence. */
                summary: string;
                /** @description Version that the new score was computed with. */
                methodology: string | null;
                /** @description Day the new score speaks of. */
                as_of: string;
                /** @description Day that the score before spoke of; null when there was none. */
                previous_as_of: string | null;
                /** @description The run that published the new score. */
                run_id: string;
                /** @description The run before; null when there was none. */
                previous_run_id: string | null;
                /** @description When that run began. RFC 3339, UTC. */
                computed_at: string;
                /** @description Paths on this server. */
                links: {
                    /** @description The score, 0 to 100; null is unknown, never 0. */
                    score: string;
                    /** @description Why the score is what it is. */
                    explanation: string;
                    /** @description Path of the run. */
                    run: string;
                };
            }[];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            /** @description Keep this and give it as `cursor` later: goes on where this page ended, with what was published since. Null before the first publication. */
            resume_cursor: string | null;
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
            /** @description Only of one subject that ships, on a page without a cursor: the difference between the first and the last day, whatever lies between. Null where there is no day between. */
            difference?: {
                /** @description Day of the earlier score: the last one shown on or before `from`, or 30 days before `to`. */
                from: string;
                /** @description Day of the later score: the last one shown on or before `to`, or the newest. */
                to: string;
                /** @description `published`, or `replayed`: scored afterwards with what was known on the day. */
                origin_before: string;
                /** @description As `origin_before`. */
                origin_after: string;
                /** @description The published score until then; null is unknown, never 0. */
                score_before: number | null;
                /** @description The later score; null is unknown, never 0. */
                score_after: number | null;
                /** @description score_after - score_before, exactly, in hundredths; null when one of them is unknown. */
                delta: number | null;
                /** @description The band until then; null for a new subject. */
                band_before: string | null;
                /** @description The band from now on; null for a removed subject. */
                band_after: string | null;
                /** @description Points by cause; they sum to `delta` exactly. Time passes first and is only what grew older; the other causes share what is left by their Shapley values. Null without a delta. */
                by_cause: {
                    /** @description A measure or event that was not there before. */
                    new_event: number;
                    /** @description Newer observations. */
                    data_update: number;
                    /** @description Earlier observations put right. */
                    data_correction: number;
                    /** @description Another version of the method or of its program. */
                    methodology: number;
                    /** @description Inputs that became known, or are no longer known. */
                    coverage: number;
                    /** @description Only the day is another: controls age, records grow longer. */
                    time_passing: number;
                    /** @description A value that a person has set. */
                    override: number;
                    /** @description A term ran out on its date and no decision on it was seen: a suspension, an easing, a measure. Only where it has points. */
                    lapse?: number;
                    /** @description What was decided before took effect on the day that was set for it. Only where it has points. */
                    takes_effect?: number;
                    /** @description A security signal was seen again, or what was seen of it fades. Only where it has points. */
                    signal?: number;
                    /** @description Only where the reasons could not be worked out: all of `delta`; the other causes are 0 then. */
                    unexplained?: number;
                } | null;
                /** @description The causes of `by_cause` that have points, largest first, each with a label. Empty without a delta. */
                causes: {
                    /** @description As in `by_cause`. More may be added. */
                    cause: string;
                    /** @description At most 40 characters. */
                    label: string;
                    /** @description Code of the text in the catalogue of /v1/words, which has it in English and Japanese. */
                    label_code: string;
                    /** @description As in `by_cause`. */
                    points: number;
                }[];
                /** @description Points by cause of the score, largest first, those that moved; they sum to `delta` exactly. Empty for an unexplained change of which one side has no explanation any more. */
                by_driver: {
                    /** @description Identifier; stable, case matters. */
                    id: string;
                    /** @description Points of the score. */
                    points: number;
                }[];
                /** @description What changed in the inputs, at most twelve entries. */
                reasons: {
                    /** @description Which of the causes. */
                    cause: string;
                    /** @description At most 40 characters. */
                    label: string;
                    /** @description Code of the text in the catalogue of /v1/words, which has it in English and Japanese. */
                    label_code: string;
                    /** @description A measure, a theatre (senkaku, taiwan), or the path of an input. */
                    what: string;
                    /** @description The reason in one sentence; absent where `what` says all there is. */
                    description?: string;
                    /** @description Of a signal: evidence ids of its observations that came in since the run before, as POST /v1/signals answered them; the newest twelve. Absent where none came in. */
                    evidence?: string[];
                }[];
                /** @description The change in one sentence. */
                summary: string;
            } | null;
            /** @description Only of one subject, on a page without a cursor: why its score moved before anything was published. */
            replayed?: {
                /** @description Oldest first. Days are about a week apart where the history is filled; slow drift is gathered until it comes to a point, and told last where it does not. */
                data: {
                    /** @description `changed`; `appeared`: a subject the run before did not have; `removed`: forget the subject; `scored` and `unscored`: from no score to one, and back. More may be added. */
                    kind: string;
                    subject: components["schemas"]["Subject"];
                    /** @description The country whose supply is at risk: JPN, USA, EUU (European Union), KOR or TWN. */
                    buyer: string;
                    /** @description The published score until then; null is unknown, never 0. */
                    score_before: number | null;
                    /** @description The published score from now on; null is unknown, never 0. */
                    score_after: number | null;
                    /** @description score_after - score_before, exactly, in hundredths; null when one of them is unknown. */
                    delta: number | null;
                    /** @description The band until then; null for a new subject. */
                    band_before: string | null;
                    /** @description The band from now on; null for a removed subject. */
                    band_after: string | null;
                    /** @description The stage that gave the score until then. */
                    stage_before: string | null;
                    /** @description The stage that gives it from now on. */
                    stage_after: string | null;
                    /** @description `scored` or `insufficient_data`; null for a removed subject. */
                    status_after: string | null;
                    /** @description Points by cause; they sum to `delta` exactly. Time passes first and is only what grew older; the other causes share what is left by their Shapley values. Null without a delta. */
                    by_cause: {
                        /** @description A measure or event that was not there before. */
                        new_event: number;
                        /** @description Newer observations. */
                        data_update: number;
                        /** @description Earlier observations put right. */
                        data_correction: number;
                        /** @description Another version of the method or of its program. */
                        methodology: number;
                        /** @description Inputs that became known, or are no longer known. */
                        coverage: number;
                        /** @description Only the day is another: controls age, records grow longer. */
                        time_passing: number;
                        /** @description A value that a person has set. */
                        override: number;
                        /** @description A term ran out on its date and no decision on it was seen: a suspension, an easing, a measure. Only where it has points. */
                        lapse?: number;
                        /** @description What was decided before took effect on the day that was set for it. Only where it has points. */
                        takes_effect?: number;
                        /** @description A security signal was seen again, or what was seen of it fades. Only where it has points. */
                        signal?: number;
                        /** @description Only where the reasons could not be worked out: all of `delta`; the other causes are 0 then. */
                        unexplained?: number;
                    } | null;
                    /** @description The causes of `by_cause` that have points, largest first, each with a label. Empty without a delta. */
                    causes: {
                        /** @description As in `by_cause`. More may be added. */
                        cause: string;
                        /** @description At most 40 characters. */
                        label: string;
                        /** @description Code of the text in the catalogue of /v1/words, which has it in English and Japanese. */
                        label_code: string;
                        /** @description As in `by_cause`. */
                        points: number;
                    }[];
                    /** @description Points by cause of the score, largest first, those that moved; they sum to `delta` exactly. Empty for an unexplained change of which one side has no explanation any more. */
                    by_driver: {
                        /** @description Identifier; stable, case matters. */
                        id: string;
                        /** @description Points of the score. */
                        points: number;
                    }[];
                    /** @description What changed in the inputs, at most twelve entries. */
                    reasons: {
                        /** @description Which of the causes. */
                        cause: string;
                        /** @description At most 40 characters. */
                        label: string;
                        /** @description Code of the text in the catalogue of /v1/words, which has it in English and Japanese. */
                        label_code: string;
                        /** @description A measure, a theatre (senkaku, taiwan), or the path of an input. */
                        what: string;
                        /** @description The reason in one sentence; absent where `what` says all there is. */
                        description?: string;
                        /** @description Of a signal: evidence ids of its observations that came in since the run before, as POST /v1/signals answered them; the newest twelve. Absent where none came in. */
                        evidence?: string[];
                    }[];
                    /** @description The change in one sentence. */
                    summary: string;
                    /** @description Version that the new score was computed with. */
                    methodology: string | null;
                    /** @description Day the new score speaks of. */
                    as_of: string;
                    /** @description Day that the score before spoke of; null when there was none. */
                    previous_as_of: string | null;
                    /** @description `replayed`: scored afterwards, with what was known on both days. No run published it. */
                    origin: string;
                    /** @description Paths on this server: the score as it was known on the later day. */
                    links: {
                        /** @description The score, 0 to 100; null is unknown, never 0. */
                        score: string;
                        /** @description Why the score is what it is. */
                        explanation: string;
                    };
                }[];
                /** @description First day that was looked at: `from`, or two years back. */
                from: string;
                /** @description Last day that was looked at. */
                to: string;
                /** @description A smaller movement inside a band is gathered with what follows. */
                least_points: number;
                /** @description Older changes of the range, not explained here: ask with an earlier `to`. */
                left_out: number;
            };
            /** @description First day of publication that the feed has: what changed before it is not known from here, which is not that nothing changed. Null before the first publication. */
            kept_from: string | null;
            /** @description Paths on this server. */
            links: {
                /** @description This very thing. */
                self: string;
                /** @description The next page; null at the end. */
                next: string | null;
                /** @description The present state, to begin from. Of the feed: that of the `subject_type` and `buyer` it is filtered by (elements, JPN); read it for each of those you follow. */
                resync: string;
            };
        };
        /** @description Elements with their current scores. */
        ElementsPage: {
            /** @description In byte order of id. */
            data: ({
                /** @description Chemical symbol; graphite is `C`, fluorspar `CaF2`. */
                id: string;
                /** @description Name in English. */
                name: string;
                /** @description Group of the element, for example HREE (heavy rare earths). */
                group: string;
                /** @description Stages of the supply chain in processing order: mine, separation, refining, metal, magnet. */
                stages: string[];
                /** @description World supply, tonnes a year. */
                world_supply_tonnes: number | null;
                /** @description What the tonnes count: oxide, contained metal, ... */
                supply_basis: string | null;
                /** @description End-of-life recycling input rate, 0 to 1. */
                eol_rir: number | null;
                /** @description Substitution index of the EU criticality method, 0 (easy to replace) to 1. */
                si_sr: number | null;
                /** @description Price in US dollars per kilogram; null is unknown. */
                price_usd_per_kg: number | null;
                /** @description Part of the supply that is a by-product of another metal, 0 to 1. */
                byproduct_share: number | null;
                /** @description What it is mostly used for. */
                main_end_uses: string | null;
                evidence: components["schemas"]["Evidence"];
                /** @description The current score for the buyer; null when the run has none for this subject. */
                score: components["schemas"]["Score"] | null;
                /** @description Paths on this server. */
                links: {
                    /** @description This very thing. */
                    self: string;
                    /** @description The score, 0 to 100; null is unknown, never 0. */
                    score: string;
                    /** @description Why the score is what it is. */
                    explanation: string;
                    /** @description A report of one page about it, as HTML. */
                    report: string;
                    /** @description The score over time. */
                    history: string;
                };
            } & {
                [key: string]: unknown;
            })[];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
            /** @description The country whose supply is at risk: JPN, USA, EUU (European Union), KOR or TWN. */
            buyer: string;
            links: components["schemas"]["PageLinks"];
        };
        /** @description An element with its current score. */
        Element: {
            /** @description Chemical symbol; graphite is `C`, fluorspar `CaF2`. */
            id: string;
            /** @description Name in English. */
            name: string;
            /** @description Group of the element, for example HREE (heavy rare earths). */
            group: string;
            /** @description Stages of the supply chain in processing order: mine, separation, refining, metal, magnet. */
            stages: string[];
            /** @description World supply, tonnes a year. */
            world_supply_tonnes: number | null;
            /** @description What the tonnes count: oxide, contained metal, ... */
            supply_basis: string | null;
            /** @description End-of-life recycling input rate, 0 to 1. */
            eol_rir: number | null;
            /** @description Substitution index of the EU criticality method, 0 (easy to replace) to 1. */
            si_sr: number | null;
            /** @description Price in US dollars per kilogram; null is unknown. */
            price_usd_per_kg: number | null;
            /** @description Part of the supply that is a by-product of another metal, 0 to 1. */
            byproduct_share: number | null;
            /** @description What it is mostly used for. */
            main_end_uses: string | null;
            evidence: components["schemas"]["Evidence"];
            /** @description The current score for the buyer; null when the run has none for this subject. */
            score: components["schemas"]["Score"] | null;
            /** @description Paths on this server. */
            links: {
                /** @description This very thing. */
                self: string;
                /** @description The score, 0 to 100; null is unknown, never 0. */
                score: string;
                /** @description Why the score is what it is. */
                explanation: string;
                /** @description A report of one page about it, as HTML. */
                report: string;
                /** @description The score over time. */
                history: string;
            };
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
            /** @description The country whose supply is at risk: JPN, USA, EUU (European Union), KOR or TWN. */
            buyer: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Why the score is what it is. */
        Explanation: {
            subject: components["schemas"]["Subject"];
            /** @description The country whose supply is at risk. */
            buyer: string;
            /** @description `scored`, `insufficient_data`; of suppliers also `not_producing`, `delivers_elsewhere`, `committed_elsewhere`, `no_element`. More may be added. */
            status: string;
            /** @description Why there is no score; null when there is one. */
            status_reason: string | null;
            /** @description 100 times the chance that on at least one of the next 365 days supply falls short of need after the stocks of the buyer are used up, a shortage that is there already included. Expert judgement with fitted rates, not validated. Null is unknown, never 0. */
            score: number | null;
            /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
            band: string;
            scale: components["schemas"]["Scale"];
            interval: components["schemas"]["Interval"] | null;
            /** @description 20 quantiles of the same, at 2.5, 7.5 ... 97.5 %. */
            quantiles: number[] | null;
            /** @description The chance that the score, known better, lies in each band. */
            bands: {
                /** @description low, guarded, elevated, high or critical; unknown without a score. */
                band: string;
                /** @description 0 to 1; the five add up to 1. */
                chance: number;
            }[] | null;
            /** @description Percent: the part by measures in force, suspended or announced. state + may_begin + security = score, to the hundredth. */
            state: number | null;
            /** @description Percent: the part by new controls and other disruptions that may begin. */
            may_begin: number | null;
            /** @description Percent: the part by a security crisis, on top of the others. */
            security: number | null;
            /** @description The score without its security part. */
            without_security: number | null;
            /** @description Percent: the chance of a shortage by a security crisis alone, whatever else happens. */
            p_security: number | null;
            /** @description Stage of the supply chain the score comes from; null without a score. Suppliers: the stage they deliver at. */
            stage: string | null;
            /** @description Suppliers and countries: the element the score comes from, their worst. Null for elements. */
            element: string | null;
            /** @description Elements the subject has to do with. */
            elements: string[];
            /** @description Suppliers: countries of their sites. Countries: the country itself. */
            countries: string[];
            rank: components["schemas"]["Rank"] | null;
            top_drivers: components["schemas"]["Driver"][];
            /** @description Percent: the same chance within 90 days. */
            p_stockout_90: number | null;
            /** @description Expected days short within 365 days, 0 to 365. */
            expected_days: number | null;
            /** @description Days of cover that the score reads, before any is drawn down: of the buyer at the stage, or between a supplier and its buyer. */
            cover_days: number | null;
            /** @description Day after a suspension ran out without a decision; null while there is none. */
            undecided_since: string | null;
            /** @description Theatre (senkaku, taiwan) -> pressure. */
            pressure_index: {
                [key: string]: {
                    /** @description 0 to 100, the percentile of the theatre in its own three years; null is unknown, never calm. */
                    index: number | null;
                    /** @description Newest day that it speaks of. */
                    day: string | null;
                    /** @description Days between the newest day it speaks of and the day of the score. */
                    age_days: number | null;
                    /** @description Percentile of each series, 0 to 100. */
                    series: {
                        [key: string]: number | null;
                    };
                };
            };
            /** @description Suppliers: the score if feed that no link names were safe. Equal to `ceiling` where all feed is named. */
            floor: number | null;
            /** @description Suppliers: the score if feed that no link names came from the world mix. */
            ceiling: number | null;
            /** @description Suppliers: part of their feed that links name, 0 to 1. The rest is why floor and ceiling differ. */
            feed_named: number | null;
            /** @description Suppliers: mean part of the deliveries that is lost, 0 to 1; never multiplied into the score. */
            share_lost: number | null;
            /** @description Suppliers: part of the output that is not promised to others, 0 to 1. */
            available: number | null;
            /** @description Suppliers: on China’s control list, itself or by its parent. */
            listed: boolean | null;
            /** @description Elements: part of the inputs of the stage that is known, 0 to 1. */
            coverage: number | null;
            /** @description Theatres whose pressure is unknown or older than its window. */
            stale_sources: string[];
            /** @description Newest day any observation of the security signals speaks of. */
            data_as_of: string | null;
            /** @description Concentration of world supply at the stage of the score (Herfindahl-Hirschman, 0 to 1). Not part of the score. Null for suppliers: a company has no world supply. */
            hhi: number | null;
            /** @description End use of the buyer: civil, defence or semiconductor_advanced. */
            end_use: string;
            /** @description The score in one sentence of at most 140 characters, with its interval and its main cause. */
            headline: string;
            /** @description Code of the text in the catalogue of /v1/words, which has it in English and Japanese. */
            headline_code: string;
            /** @description Its parameters: text, numbers, and texts that are part of it, each with a code and parameters of its own. */
            headline_params: {
                [key: string]: string | number | {
                    /** @description Code of a text that is part of it, in the catalogue of /v1/words. */
                    code: string;
                    /** @description Parameters of that text. */
                    params: {
                        [key: string]: unknown;
                    };
                };
            };
            methodology: components["schemas"]["MethodologyReference"];
            /** @description `published`: what a run published on that day. `on_request`: a custom supplier that you have stored or changed since the run, scored when you ask with the day and the signals of the run; the same whenever it is asked for in that run. `recomputed`: what today’s code and facts say of that day, cut at what was public by `known_at`. More may be added. */
            basis: string;
            /** @description The stage that was asked for with `stage`: the score is of it alone. Left out where the worst stage counts. */
            at_stage?: string;
            /** @description The run that published it, see /v1/runs/{id}; null when it is recomputed. */
            run_id: string | null;
            /** @description Day the score speaks of. */
            as_of: string;
            /** @description Only facts that were public by this day were used. */
            known_at: string;
            /** @description Start of the run. RFC 3339, UTC, ends with Z. Null when it was computed for this answer. */
            computed_at: string | null;
            /** @description Of a recomputed score: what was published on that day; null when nothing was. Only in answers about one subject. */
            published_then?: {
                /** @description The run that computed it; see /v1/runs/{id}. */
                run_id: string;
                /** @description The score, 0 to 100; null is unknown, never 0. */
                score: number | null;
                /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
                band: string;
                /** @description The version of the method that was used; see /v1/methodologies/{version}. */
                methodology: string;
            } | null;
            /** @description Of a recomputed score: where “what was known then” is only approximated. Only in answers about one subject. */
            known_exceptions?: string[];
            links: components["schemas"]["ScoreLinks"];
            /** @description The equation that holds exactly. */
            identity: string;
            /** @description Every cause of the score, largest first. */
            drivers: ({
                /** @description Identifier; stable, case matters. */
                id: string;
                /** @description Kind; more may be added. */
                kind: string;
                /** @description Two decimals; those of a part are the published part exactly. */
                points: number;
                /** @description At most 40 characters. */
                label?: string;
                /** @description Code of the text in the catalogue of /v1/words, which has it in English and Japanese. */
                label_code?: string;
                /** @description Its parameters: text, numbers, and texts that are part of it, each with a code and parameters of its own. */
                label_params?: {
                    [key: string]: string | number | {
                        /** @description Code of a text that is part of it, in the catalogue of /v1/words. */
                        code: string;
                        /** @description Parameters of that text. */
                        params: {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description The cause in one sentence. */
                summary: string;
                /** @description Code of the text in the catalogue of /v1/words, which has it in English and Japanese. */
                summary_code?: string;
                /** @description Its parameters: text, numbers, and texts that are part of it, each with a code and parameters of its own. */
                summary_params?: {
                    [key: string]: string | number | {
                        /** @description Code of a text that is part of it, in the catalogue of /v1/words. */
                        code: string;
                        /** @description Parameters of that text. */
                        params: {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description state, may_begin or security. */
                part: string;
                /** @description Unrounded. */
                exact_points: number;
                /** @description Rows of the reference data that it rests on. */
                evidence: string[];
            } & {
                [key: string]: unknown;
            })[];
            /** @description Elements: every stage with a foreign origin, in the order of processing; the score is that of the worst. */
            stages?: ({
                /** @description Stage of the supply chain: mine, separation, refining, metal or magnet. */
                stage: string;
                /** @description At most 40 characters. */
                label?: string;
                /** @description Code of the text in the catalogue of /v1/words, which has it in English and Japanese. */
                label_code?: string;
                /** @description Its parameters: text, numbers, and texts that are part of it, each with a code and parameters of its own. */
                label_params?: {
                    [key: string]: string | number | {
                        /** @description Code of a text that is part of it, in the catalogue of /v1/words. */
                        code: string;
                        /** @description Parameters of that text. */
                        params: {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description The score, 0 to 100; null is unknown, never 0. */
                score: number | null;
                /** @description Foreign origin -> share of need. */
                shares: {
                    [key: string]: number;
                };
                /** @description Part of need made at home; with `recycled` and the shares it adds up to 1. */
                domestic: number | null;
                /** @description Part of need met by recycling. */
                recycled: number | null;
                /** @description Days that the stock of the buyer lasts there. */
                cover_days: number | null;
            } & {
                [key: string]: unknown;
            })[];
            /** @description Elements: who supplies the buyer at the stage of the score. */
            supply?: {
                /** @description Foreign origin -> share of need. */
                shares: {
                    [key: string]: number;
                };
                /** @description Part of need met at home. */
                domestic: number;
                /** @description Part of need that is met by recycling, 0 to 1. */
                recycled: number;
            } & {
                [key: string]: unknown;
            };
            /** @description Elements: measures that count at the stage. `days`: age when in force, else days ahead. `alone`: percent, the chance of a shortage by it alone. */
            measures?: ({
                /** @description Identifier; stable, case matters. */
                id: string;
                /** @description Country the supply comes from. */
                origin: string;
                /** @description State in one word; more may be added. */
                status: string;
                /** @description Days from the event. */
                days: number;
                /** @description Part of the flow that the measure reaches, 0 to 1. */
                coverage: number;
                /** @description Percent: the chance of a shortage by this measure alone. */
                alone: number;
            } & {
                [key: string]: unknown;
            })[];
            /** @description Suppliers and countries: every element; the score is that of the worst that is not made at new sites only. */
            elements_scored?: ({
                /** @description Chemical symbol of the element. */
                element: string;
                /** @description The score, 0 to 100; null is unknown, never 0. */
                score: number;
                /** @description The score if feed that no link names were safe. */
                floor: number;
                /** @description The score if feed that no link names came from the world mix. */
                ceiling: number;
            } & {
                [key: string]: unknown;
            })[];
            /** @description Suppliers: countries and roles (site, feed, unnamed_feed) through which deliveries of the worst element can be lost. */
            exposures?: ({
                /** @description ISO 3166-1 alpha-3 code. */
                country: string;
                /** @description Stage of the supply chain: mine, separation, refining, metal or magnet. */
                stage: string;
                /** @description site, feed or unnamed_feed: what the country is to the supplier. */
                role: string;
                /** @description Part of the output of the country, 0 to 1. */
                share: number;
            } & {
                [key: string]: unknown;
            })[];
            /** @description Suppliers: sites that are to start within the horizon. */
            due_within_horizon?: ({
                /** @description Identifier; stable, case matters. */
                id: string;
                /** @description Id of the site. */
                site: string;
                /** @description When the site is to start, as the source words it. */
                start_date: string;
            } & {
                [key: string]: unknown;
            })[];
            /** @description What the score would be if one thing were different. */
            counterfactuals: ({
                /** @description Identifier; stable, case matters. */
                id: string;
                /** @description stock_doubled, cap65, measure_lifted, all_measures_lifted, suspension_lapses, theatre_calm, theatre_maximum. More may be added. */
                kind: string;
                /** @description The condition and its effect in one sentence. */
                description: string;
                /** @description The measure it is about; null when it is about none. */
                measure: string | null;
                /** @description The score it would be. */
                score: number | null;
                /** @description That score minus the published one; negative is safer. */
                difference: number | null;
                /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
                band: string;
            } & {
                [key: string]: unknown;
            })[];
            /** @description The calendar: measures that take effect, suspensions that run out, measures that end, and suspensions that ran out undecided. */
            scheduled_steps: ({
                /** @description First day on which it is otherwise; of what is undecided the day after the suspension ran out. */
                date: string;
                /** @description Days from the day of the score; negative of what is undecided. */
                in_days: number;
                /** @description takes_effect, suspension_ends, ends or undecided. */
                what: string;
                /** @description Id of the measure it is about; null is none. */
                measure: string;
                /** @description Name in a few words. */
                title: string;
                /** @description Score of that day if the measure is in force then; null more than two years ahead. */
                score_if_in_force: number | null;
                /** @description Score of that day if it is not. */
                score_if_not: number | null;
                /** @description The first score minus the second; null where one is unknown. */
                difference: number | null;
            } & {
                [key: string]: unknown;
            })[];
            /** @description Elements: suppliers by what the score becomes without them, worst first; those whose output is not known come last. At most 100. */
            critical_suppliers?: ({
                /** @description Id of the supplier. */
                supplier: string;
                /** @description Name in English. */
                name: string;
                /** @description Chemical symbol of the element. */
                element: string;
                /** @description Stage of the supply chain: mine, separation, refining, metal or magnet. */
                stage: string;
                /** @description Country -> part of its output that the supplier makes, 0 to 1; null where the register can not tell. */
                output: {
                    [key: string]: number | null;
                };
                /** @description Score of the element now. */
                score: number | null;
                /** @description Score of the element if the supplier stays out for the year. */
                score_if_stopped: number | null;
                /** @description The band of that score. */
                band_if_stopped: string | null;
                /** @description The rise; null when the output of the supplier is not known. */
                points: number | null;
                /** @description Rows of the reference data that it rests on; `evidence` of the explanation has them with their sources. */
                evidence: string[];
            } & {
                [key: string]: unknown;
            })[];
            /** @description Suppliers: elements that would miss it, in the same order. */
            criticality?: ({
                /** @description Id of the supplier. */
                supplier: string;
                /** @description Name in English. */
                name: string;
                /** @description Chemical symbol of the element. */
                element: string;
                /** @description Stage of the supply chain: mine, separation, refining, metal or magnet. */
                stage: string;
                /** @description Country -> part of its output that the supplier makes, 0 to 1; null where the register can not tell. */
                output: {
                    [key: string]: number | null;
                };
                /** @description Score of the element now. */
                score: number | null;
                /** @description Score of the element if the supplier stays out for the year. */
                score_if_stopped: number | null;
                /** @description The band of that score. */
                band_if_stopped: string | null;
                /** @description The rise; null when the output of the supplier is not known. */
                points: number | null;
                /** @description Rows of the reference data that it rests on; `evidence` of the explanation has them with their sources. */
                evidence: string[];
            } & {
                [key: string]: unknown;
            })[];
            /** @description The results unrounded; null when there is no score. */
            exact: {
                [key: string]: unknown;
            } | null;
            /** @description What the scorer was given, under the names of the scoring specification: enough to compute the score again. */
            inputs: {
                [key: string]: unknown;
            } | null;
            /** @description Published indices of concentration and supply risk, for comparison. They are no part of the score. */
            reference_indices: {
                [key: string]: unknown;
            };
            /** @description The rows that drivers name, each with its source. */
            evidence: components["schemas"]["Evidence"][];
            /** @description What the score does not see. */
            limitations: string[];
            /** @description Hash of the canonical JSON of `inputs`. */
            inputs_sha256: string;
            /** @description Hash of the canonical JSON of this document without the fields that name the run, its clock, the rank and addresses. `npm run recompute` checks it. */
            content_sha256: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Scores over time. */
        History: {
            subject: components["schemas"]["Subject"];
            /** @description The country whose supply is at risk: JPN, USA, EUU (European Union), KOR or TWN. */
            buyer: string;
            /** @description What a point stands for: day, week or month. */
            interval: string;
            /** @description First day, included. */
            from: string;
            /** @description Last day, included. */
            to: string;
            scale: components["schemas"]["Scale"];
            /** @description Oldest first. */
            data: components["schemas"]["HistoryPoint"][];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            /** @description Methodology of the newest run; each point names its own version. */
            methodology: components["schemas"]["MethodologyReference"] | null;
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
            links: components["schemas"]["PageLinks"];
        };
        /** @description Suppliers with their current scores. */
        SuppliersPage: {
            /** @description In byte order of id. */
            data: ({
                /** @description Identifier; stable, case matters. */
                id: string;
                /** @description Name in English. */
                name: string;
                /** @description Other names by which /v1/lookups finds it: former and short ones, those of its plants, tickers. */
                aliases?: string[];
                /** @description ISO 3166-1 alpha-3 codes, or EUU (European Union). */
                countries: string[];
                /** @description Elements its sites deliver or process. */
                elements: string[];
                /** @description Stages of the supply chain in processing order: mine, separation, refining, metal, magnet. */
                stages: string[];
                sites: components["schemas"]["SupplierSite"][];
                /** @description The current score for the buyer; null when the run has none for this subject. */
                score: components["schemas"]["Score"] | null;
                /** @description Paths on this server. */
                links: {
                    /** @description This very thing. */
                    self: string;
                    /** @description The score, 0 to 100; null is unknown, never 0. */
                    score: string;
                    /** @description Why the score is what it is. */
                    explanation: string;
                    /** @description A report of one page about it, as HTML. */
                    report: string;
                    /** @description The score over time. */
                    history: string;
                };
            } & {
                [key: string]: unknown;
            })[];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
            /** @description The country whose supply is at risk: JPN, USA, EUU (European Union), KOR or TWN. */
            buyer: string;
            links: components["schemas"]["PageLinks"];
        };
        /** @description A supplier with its sites and its current score. */
        Supplier: {
            /** @description Identifier; stable, case matters. */
            id: string;
            /** @description Name in English. */
            name: string;
            /** @description Other names by which /v1/lookups finds it: former and short ones, those of its plants, tickers. */
            aliases?: string[];
            /** @description ISO 3166-1 alpha-3 codes, or EUU (European Union). */
            countries: string[];
            /** @description Elements its sites deliver or process. */
            elements: string[];
            /** @description Stages of the supply chain in processing order: mine, separation, refining, metal, magnet. */
            stages: string[];
            sites: components["schemas"]["SupplierSite"][];
            /** @description The current score for the buyer; null when the run has none for this subject. */
            score: components["schemas"]["Score"] | null;
            /** @description Paths on this server. */
            links: {
                /** @description This very thing. */
                self: string;
                /** @description The score, 0 to 100; null is unknown, never 0. */
                score: string;
                /** @description Why the score is what it is. */
                explanation: string;
                /** @description A report of one page about it, as HTML. */
                report: string;
                /** @description The score over time. */
                history: string;
            };
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
            /** @description The country whose supply is at risk: JPN, USA, EUU (European Union), KOR or TWN. */
            buyer: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Countries with their current scores. */
        CountriesPage: {
            /** @description In byte order of id. */
            data: ({
                /** @description ISO 3166-1 alpha-3 code. */
                id: string;
                /** @description Name in English. */
                name: string;
                /** @description Degrees north. */
                latitude?: number | null;
                /** @description Degrees east. */
                longitude?: number | null;
                /** @description What the coordinates are the middle of: `place`, `city`, `region` or `country`; `source`: as the source gives them; `unknown`: there are none, or nobody said. */
                coordinate_precision?: string;
                /** @description Elements with a share of world supply from this country. */
                elements: string[];
                /** @description World Governance Indicators, political stability, -2.5 to 2.5 (higher is more stable). */
                political_stability: number | null;
                /** @description Mean of the six World Governance Indicators, -2.5 to 2.5. */
                wgi_mean: number | null;
                evidence: components["schemas"]["Evidence"] | null;
                /** @description The current score for the buyer; null when the run has none for this subject. */
                score: components["schemas"]["Score"] | null;
                /** @description Paths on this server. */
                links: {
                    /** @description This very thing. */
                    self: string;
                    /** @description The score, 0 to 100; null is unknown, never 0. */
                    score: string;
                    /** @description Why the score is what it is. */
                    explanation: string;
                    /** @description A report of one page about it, as HTML. */
                    report: string;
                    /** @description The score over time. */
                    history: string;
                };
            } & {
                [key: string]: unknown;
            })[];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
            /** @description The country whose supply is at risk: JPN, USA, EUU (European Union), KOR or TWN. */
            buyer: string;
            links: components["schemas"]["PageLinks"];
        };
        /** @description A country with its current score. */
        Country: {
            /** @description ISO 3166-1 alpha-3 code. */
            id: string;
            /** @description Name in English. */
            name: string;
            /** @description Degrees north. */
            latitude?: number | null;
            /** @description Degrees east. */
            longitude?: number | null;
            /** @description What the coordinates are the middle of: `place`, `city`, `region` or `country`; `source`: as the source gives them; `unknown`: there are none, or nobody said. */
            coordinate_precision?: string;
            /** @description Elements with a share of world supply from this country. */
            elements: string[];
            /** @description World Governance Indicators, political stability, -2.5 to 2.5 (higher is more stable). */
            political_stability: number | null;
            /** @description Mean of the six World Governance Indicators, -2.5 to 2.5. */
            wgi_mean: number | null;
            evidence: components["schemas"]["Evidence"] | null;
            /** @description The current score for the buyer; null when the run has none for this subject. */
            score: components["schemas"]["Score"] | null;
            /** @description Paths on this server. */
            links: {
                /** @description This very thing. */
                self: string;
                /** @description The score, 0 to 100; null is unknown, never 0. */
                score: string;
                /** @description Why the score is what it is. */
                explanation: string;
                /** @description A report of one page about it, as HTML. */
                report: string;
                /** @description The score over time. */
                history: string;
            };
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
            /** @description The country whose supply is at risk: JPN, USA, EUU (European Union), KOR or TWN. */
            buyer: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Custom suppliers. */
        CustomSuppliersPage: {
            /** @description In byte order of id. */
            data: {
                /** @description Identifier; stable, case matters. */
                id: string;
                /** @description 1, 2, 3 ... It is the ETag: send it as `If-Match` to change this version and no other. */
                version: number;
                /** @description When it was stored last. RFC 3339, UTC. */
                updated_at: string;
                /** @description Name in English. */
                name: string;
                /** @description ISO 3166-1 alpha-3 codes. */
                countries: string[];
                /** @description Elements, by symbol. */
                elements: string[];
                /** @description Paths on this server. */
                links: {
                    /** @description This very thing. */
                    self: string;
                    /** @description The score, 0 to 100; null is unknown, never 0. */
                    score: string;
                };
            }[];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            links: components["schemas"]["PageLinks"];
        };
        /** @description The supplier as it is stored now; `links.score` leads to its score. */
        StoredSupplier: {
            /** @description Identifier; stable, case matters. */
            id: string;
            /** @description Name in English. */
            name: string;
            /** @description Other names by which /v1/lookups finds it: former and short ones, those of its plants, tickers. */
            aliases?: string[];
            /** @description ISO 3166-1 alpha-3 codes, or EUU (European Union). */
            countries: string[];
            /** @description Elements its sites deliver or process. */
            elements: string[];
            /** @description Stages of the supply chain in processing order: mine, separation, refining, metal, magnet. */
            stages: string[];
            sites: components["schemas"]["SupplierSite"][];
            /** @description Null: no score is ready when a supplier is stored; `links.score` leads to it. */
            score: components["schemas"]["Score"] | null;
            /** @description Paths on this server. */
            links: {
                /** @description This very thing. */
                self: string;
                /** @description The score, 0 to 100; null is unknown, never 0. */
                score: string;
                /** @description Why the score is what it is. */
                explanation: string;
                /** @description A report of one page about it, as HTML. */
                report: string;
                /** @description The score over time. */
                history: string;
            };
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
            /** @description The country whose supply is at risk: JPN, USA, EUU (European Union), KOR or TWN. */
            buyer: string;
            /** @description When it begins to count, RFC 3339, UTC. Of observations: when the run that reads them begins at the earliest. Of your custom suppliers: when they were stored, because they are scored whenever they are read. Null: nothing was stored that could count. */
            counts_from: string | null;
            /** @description When readers see it, RFC 3339, UTC. Of observations an estimate: the run is taken to be as long as the last one. A run that fails is tried again, later and later, and /v1/status says so. */
            counts_by: string | null;
            /** @description Both in a sentence. */
            counts_note: string;
        } & {
            [key: string]: unknown;
        };
        /** @description The version that ended the supplier. It stays in the record; storing the supplier again makes the next version. */
        DeletedSupplier: {
            /** @description Identifier; stable, case matters. */
            id: string;
            /** @description 1, 2, 3 ... It is the ETag: send it as `If-Match` to change this version and no other. */
            version: number;
            /** @description When it was stored last. RFC 3339, UTC. */
            updated_at: string;
            /** @description Whether it was there and is gone now. */
            deleted: boolean;
            /** @description When it begins to count, RFC 3339, UTC. Of observations: when the run that reads them begins at the earliest. Of your custom suppliers: when they were stored, because they are scored whenever they are read. Null: nothing was stored that could count. */
            counts_from: string | null;
            /** @description When readers see it, RFC 3339, UTC. Of observations an estimate: the run is taken to be as long as the last one. A run that fails is tried again, later and later, and /v1/status says so. */
            counts_by: string | null;
            /** @description Both in a sentence. */
            counts_note: string;
        };
        /** @description What became of each supplier. With a mistake in any row nothing is stored, and every mistake is told with its row and column. */
        SupplierImport: {
            /** @description True: nothing was stored. */
            dry_run: boolean;
            /** @description Suppliers, by id. */
            suppliers: number;
            /** @description How many are new. */
            created: number;
            /** @description How many were changed. */
            updated: number;
            /** @description How many stay as they are. */
            unchanged: number;
            /** @description When it begins to count, RFC 3339, UTC. Of observations: when the run that reads them begins at the earliest. Of your custom suppliers: when they were stored, because they are scored whenever they are read. Null: nothing was stored that could count. */
            counts_from: string | null;
            /** @description When readers see it, RFC 3339, UTC. Of observations an estimate: the run is taken to be as long as the last one. A run that fails is tried again, later and later, and /v1/status says so. */
            counts_by: string | null;
            /** @description Both in a sentence. */
            counts_note: string;
            /** @description One per supplier, in the order of the file; `version` is null in a dry run that would change it. */
            results: {
                /** @description Identifier; stable, case matters. */
                id: string;
                /** @description created, updated or unchanged. */
                status: string;
                /** @description Version. */
                version: number | null;
            }[];
            /** @description Paths on this server. */
            links: {
                /** @description What you have stored. */
                suppliers: string;
                /** @description Their scores, made at once with the facts of the current run: no need to wait for the next one. */
                scores: string;
            };
        };
        /** @description Values over time. */
        Series: {
            /** @description long or wide. */
            shape: string;
            /** @description What a point stands for: day, week or month. */
            interval: string;
            /** @description First day, included. */
            from: string;
            /** @description Last day, included. */
            to: string;
            /** @description The country whose supply is at risk: JPN, USA, EUU (European Union), KOR or TWN. */
            buyer: string;
            /** @description Every series, in the order that was asked for. */
            columns: {
                /** @description Name of the column. */
                column: string;
                /** @description What it speaks of. */
                subject: string;
                /** @description Name to show a person. */
                label: string;
                /** @description score, p05, p50, p95, state, may_begin, security, `driver:<kind>` or `signal:<theatre>`. */
                metric: string;
            }[];
            /** @description Oldest first; of one day in the order of `columns`. */
            data: ({
                /** @description Day the value speaks of, as RFC 3339 at midnight UTC. */
                time: string;
                /** @description `element:Dy`, or `signal:senkaku`. */
                subject: string;
                /** @description Name to show a person. */
                label: string;
                /** @description score, p05, p50, p95, state, may_begin, security, `driver:<kind>` or `signal:<theatre>`. */
                metric: string;
                /** @description Null is unknown, never 0. */
                value: number | null;
                /** @description Band of the score of that day; null for signals. */
                band: string | null;
                /** @description The version of the method that was used; see /v1/methodologies/{version}. */
                methodology: string | null;
                /** @description `published` on that day, or `replayed` later; null for signals. */
                origin: string | null;
            } | {
                [key: string]: string | number | null;
            })[];
            /** @description Subjects without a point in the range. */
            empty: string[];
            /** @description Subjects that do not exist, and so have no column. Where none of those asked for exists the answer is 400. */
            unknown: {
                /** @description What it speaks of. */
                subject: string;
                /** @description What there is instead, where a name is near. */
                detail: string;
            }[];
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
        };
        /** @description What the items mean. */
        Lookups: {
            /** @description The country whose supply is at risk: JPN, USA, EUU (European Union), KOR or TWN. */
            buyer: string;
            /** @description In one sentence, for a reader who does not know the method. */
            summary: {
                /** @description How many were asked for. */
                items: number;
                /** @description How many were found. */
                matched: number;
                /** @description How many could be several. */
                ambiguous: number;
                /** @description How many were not found. */
                not_found: number;
                /** @description How many could not be read. */
                invalid: number;
            };
            /** @description In the order of the items. */
            data: {
                /** @description The item as it was sent. */
                input: {
                    [key: string]: unknown;
                };
                /** @description 200 matched, 300 ambiguous, 404 not found, 422 can not be looked up. */
                status: number;
                /** @description matched, ambiguous, not_found or invalid. */
                outcome: string;
                /** @description What was found; null when nothing was, or when it is ambiguous. */
                match: {
                    /** @description What it speaks of. */
                    subject: {
                        /** @description element, supplier or country. */
                        type: string;
                        /** @description Identifier; stable, case matters. */
                        id: string;
                        /** @description Name in English. */
                        name: string;
                    };
                    /** @description `shipped` with this service, or your `custom`. */
                    origin: string;
                    /** @description id, lei, duns, external_id, name_country (same name, country fits), name (same name), similar_name. */
                    method: string;
                    /** @description 1 for an identifier, else how alike the names are (Jaro-Winkler on normalised names), 0 to 1. */
                    confidence: number;
                    /** @description How alike the names are, 0 to 1. */
                    name_similarity: number | null;
                    /** @description Whether a site stands in the country that was given; null where none was given or none is known. */
                    country_fits: boolean | null;
                    /** @description Why this is meant. */
                    explanation: string;
                    /** @description ISO 3166-1 alpha-3 codes. */
                    countries: string[];
                    /** @description Current score for the buyer; null without enough data. Your custom suppliers are scored for this answer, up to 500 of them. */
                    score: number | null;
                    /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
                    band: string;
                    /** @description Paths on this server. */
                    links: {
                        /** @description This very thing. */
                        self: string;
                        /** @description The score, 0 to 100; null is unknown, never 0. */
                        score: string;
                    };
                } | null;
                /** @description Where nothing is certain: what it could be, nearest first. Nothing is guessed. */
                candidates: {
                    /** @description What it speaks of. */
                    subject: {
                        /** @description element, supplier or country. */
                        type: string;
                        /** @description Identifier; stable, case matters. */
                        id: string;
                        /** @description Name in English. */
                        name: string;
                    };
                    /** @description `shipped` with this service, or your `custom`. */
                    origin: string;
                    /** @description id, lei, duns, external_id, name_country (same name, country fits), name (same name), similar_name. */
                    method: string;
                    /** @description 1 for an identifier, else how alike the names are (Jaro-Winkler on normalised names), 0 to 1. */
                    confidence: number;
                    /** @description How alike the names are, 0 to 1. */
                    name_similarity: number | null;
                    /** @description Whether a site stands in the country that was given; null where none was given or none is known. */
                    country_fits: boolean | null;
                    /** @description Why this could be meant. */
                    explanation: string;
                    /** @description ISO 3166-1 alpha-3 codes. */
                    countries: string[];
                    /** @description Current score for the buyer; null without enough data. Your custom suppliers are scored for this answer, up to 500 of them. */
                    score: number | null;
                    /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
                    band: string;
                    /** @description Paths on this server. */
                    links: {
                        /** @description This very thing. */
                        self: string;
                        /** @description The score, 0 to 100; null is unknown, never 0. */
                        score: string;
                    };
                }[];
                /** @description What is wrong and what to send instead. */
                detail: string | null;
            }[];
            /** @description How many of your custom suppliers were compared, and whether that is all of them: beyond 5,000 they are found by `id` only. */
            custom_suppliers: {
                /** @description How many were compared. */
                compared: number;
                /** @description Whether these are all that you have. */
                all: boolean;
            };
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
        };
        /** @description What a bill of materials is exposed to. */
        Exposure: {
            /** @description The country whose supply is at risk: JPN, USA, EUU (European Union), KOR or TWN. */
            buyer: string;
            /** @description All lines together. */
            totals: {
                /** @description How many lines there were. */
                lines: number;
                /** @description How many of them could be mapped. */
                mapped: number;
                /** @description How many could not. */
                unmapped: number;
                /** @description How many elements are needed. */
                elements: number;
                /** @description Elements that all lines get from one supplier. */
                single_source_elements: string[];
                /** @description By currency. Every line counts once, with the supplier it names, else with the riskiest of its elements. */
                money: {
                    /** @description Null: the lines name none. */
                    currency: string | null;
                    /** @description Money spent a year. */
                    spend: number;
                    /** @description Spend times the chance that the score states; null without a score. */
                    at_risk: number | null;
                    /** @description The same with the 5th percentile of the score. */
                    p05: number | null;
                    /** @description Upper end: 5 % of what is possible lies above. */
                    p95: number | null;
                    /** @description Of it, on what is in the bands high and critical. */
                    spend_at_high_or_above: number;
                    /** @description The same as a part, 0 to 1. */
                    share_at_high_or_above: number;
                    /** @description Mean score, weighted by spend; null without scores. */
                    weighted_score: number | null;
                }[];
            };
            /** @description Riskiest first. */
            by_element: {
                /** @description Chemical symbol of the element. */
                element: {
                    /** @description element, supplier or country. */
                    type: string;
                    /** @description Identifier; stable, case matters. */
                    id: string;
                    /** @description Name in English. */
                    name: string;
                };
                /** @description The score, 0 to 100; null is unknown, never 0. */
                score: number | null;
                /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
                band: string;
                /** @description Lower end: 5 % of what is possible lies below. */
                p05: number | null;
                /** @description Upper end: 5 % of what is possible lies above. */
                p95: number | null;
                /** @description Part of the score by measures in force, suspended or announced. */
                state: number | null;
                /** @description Part of the score by what may begin. */
                may_begin: number | null;
                /** @description Part of the score by a security crisis. */
                security: number | null;
                /** @description Percent: the same chance within 90 days. */
                p_stockout_90: number | null;
                /** @description Days short that are to be expected in a year. */
                expected_days: number | null;
                /** @description Days of cover before anything is drawn down. */
                cover_days: number | null;
                /** @description The stage that gives the score; of an element the shares below are of it. */
                stage: string | null;
                /** @description Kilograms a year; null when no line gives a quantity. */
                kg: number | null;
                /** @description Tonnes a year; null when no line gives a quantity. */
                tonnes: number | null;
                /** @description With the lowest published content of the products. */
                kg_low: number | null;
                /** @description With the highest published content of the products. */
                kg_high: number | null;
                /** @description kg times probability: of a line that names a supplier with a score that of the supplier, else that of the element. */
                kg_at_risk: number | null;
                /** @description The same with the 5th percentile of each score. */
                kg_at_risk_p05: number | null;
                /** @description The same with the 95th percentile of each score. */
                kg_at_risk_p95: number | null;
                /** @description What is missing in the days without supply that are to be expected; never more than `kg`. */
                kg_short: number | null;
                /** @description Of the lines with the element. A product counts for each of its elements: these do not add up over elements. */
                money: {
                    /** @description Null: the lines name none. */
                    currency: string | null;
                    /** @description Money spent a year. */
                    spend: number;
                    /** @description Spend times the chance that the score states; null without a score. */
                    at_risk: number | null;
                    /** @description The same with the 5th percentile of the score. */
                    p05: number | null;
                    /** @description Upper end: 5 % of what is possible lies above. */
                    p95: number | null;
                }[];
                /** @description Lines of the request. */
                lines: string[];
                /** @description Lines of these that name a supplier with a score, which rates them. */
                rated_by_supplier?: string[];
                /** @description Suppliers, by id. */
                suppliers: string[];
                /** @description All lines name the same supplier; null when a line names none. */
                single_supplier: boolean | null;
                /** @description Country with the largest part of the supply of the buyer. */
                top_origin: string | null;
                /** @description Its part of the supply, 0 to 1. */
                top_origin_share: number | null;
                /** @description Part of the supply that comes from China, 0 to 1. */
                china_share: number | null;
                /** @description Part of the supply that the buyer makes itself, 0 to 1. */
                domestic_share: number | null;
                /** @description Stages where one foreign country has more than 65 % of the supply: the benchmark of the EU Critical Raw Materials Act. */
                eu_65_percent_benchmark: {
                    /** @description Whether there is such a stage. */
                    exceeded: boolean;
                    /** @description Stages of the supply chain, in processing order. */
                    stages: string[];
                };
                /** @description Lowest score first, at most ten. */
                alternatives: {
                    /** @description Id of the supplier. */
                    supplier: {
                        /** @description element, supplier or country. */
                        type: string;
                        /** @description Identifier; stable, case matters. */
                        id: string;
                        /** @description Name in English. */
                        name: string;
                    };
                    /** @description The score, 0 to 100; null is unknown, never 0. */
                    score: number;
                    /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
                    band: string;
                    /** @description Where its sites for this element and stage stand. */
                    countries: string[];
                    /** @description Of those sites together, of their product; null where no source tells. */
                    capacity_tonnes_per_year: number | null;
                }[];
                /** @description Rows of the reference data behind the content of products. */
                evidence: string[];
            }[];
            /** @description Riskiest first. */
            by_supplier: {
                /** @description Id of the supplier. */
                supplier: {
                    /** @description element, supplier or country. */
                    type: string;
                    /** @description Identifier; stable, case matters. */
                    id: string;
                    /** @description Name in English. */
                    name: string;
                };
                /** @description `shipped` with this service, or your `custom`, scored for this answer with the facts of the run. */
                origin: string;
                /** @description The score, 0 to 100; null is unknown, never 0. */
                score: number | null;
                /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
                band: string;
                /** @description Lower end: 5 % of what is possible lies below. */
                p05: number | null;
                /** @description Upper end: 5 % of what is possible lies above. */
                p95: number | null;
                /** @description Part of the score by measures in force, suspended or announced. */
                state: number | null;
                /** @description Part of the score by what may begin. */
                may_begin: number | null;
                /** @description Part of the score by a security crisis. */
                security: number | null;
                /** @description Percent: the same chance within 90 days. */
                p_stockout_90: number | null;
                /** @description Days short that are to be expected in a year. */
                expected_days: number | null;
                /** @description Days of cover before anything is drawn down. */
                cover_days: number | null;
                /** @description The stage that gives the score; of an element the shares below are of it. */
                stage: string | null;
                /** @description By currency. */
                money: {
                    /** @description Null: the lines name none. */
                    currency: string | null;
                    /** @description Money spent a year. */
                    spend: number;
                    /** @description Spend times the chance that the score states; null without a score. */
                    at_risk: number | null;
                    /** @description The same with the 5th percentile of the score. */
                    p05: number | null;
                    /** @description Upper end: 5 % of what is possible lies above. */
                    p95: number | null;
                    /** @description Of all mapped spend in this currency. */
                    share_of_spend: number;
                }[];
                /** @description Lines of the request. */
                lines: string[];
                /** @description Elements, by symbol. */
                elements: string[];
                /** @description Elements that the lines get from nobody else. */
                only_source_of: string[];
            }[];
            /** @description Lines that could not be mapped, each with the reason. */
            unmapped_lines: {
                /** @description Id of the line. */
                line: string;
                /** @description The line as it was sent. */
                description: string | null;
                /** @description nothing_named, unknown_element, unknown_product, unknown_material, unknown_supplier, wrong_unit, parts_unknown. */
                reason: string;
                /** @description What is wrong and what to send instead. */
                detail: string;
                /** @description What may have been meant. */
                suggestions: string[];
            }[];
            /** @description Lines that are counted although a part was not understood: a supplier that is not known (`unknown_supplier`), or a mix whose parts its name does not tell (`parts_unknown`). */
            partly_mapped_lines: {
                /** @description Id of the line. */
                line: string;
                /** @description What it is, in words. */
                description: string | null;
                /** @description nothing_named, unknown_element, unknown_product, unknown_material, unknown_supplier, wrong_unit, parts_unknown. */
                reason: string;
                /** @description What is wrong and what to send instead. */
                detail: string;
                /** @description What may have been meant. */
                suggestions: string[];
            }[];
            /** @description What was taken for the content of products, each with its study. A first look: send your own figures as lines of elements. */
            product_contents: {
                /** @description Id of the row of the reference data. */
                row: string;
                /** @description Id of the product. */
                product: string;
                /** @description Chemical symbol of the element. */
                element: string;
                /** @description Grams of the element in one unit of the product. */
                grams_per_unit: number;
                /** @description Unit of the number. */
                unit: string;
                /** @description The unit in words. */
                unit_words: string;
                /** @description Publication the fact was taken from. */
                source: string;
                /** @description Address of the source; null when it has none. */
                source_url: string | null;
                /** @description Grade of the fact, A is best. */
                quality: string;
            }[];
            /** @description What a reader should know, in sentences. */
            notes: string[];
            scale: components["schemas"]["Scale"];
            methodology: components["schemas"]["MethodologyReference"];
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
        };
        /** @description Ready-made scenarios, and the numbers of the method that a scenario may set. */
        ScenarioTemplates: {
            /** @description The entries. */
            data: {
                /** @description Identifier; stable, case matters. */
                id: string;
                /** @description Name in a few words. */
                title: string;
                /** @description What it is, in words. */
                description: string;
                /** @description What its numbers rest on. */
                basis: string;
                /** @description What is computed, and what is not. */
                computed?: string;
                /** @description What the scenario makes different. */
                changes: {
                    [key: string]: unknown;
                };
                /** @description Paths on this server. */
                links: {
                    /** @description Path of its evaluation for Japan. */
                    evaluate: string;
                };
            }[];
            /** @description Numbers of the method that a scenario may set, each within its range. */
            adjustable_parameters: {
                /** @description Name in English. */
                name: string;
                /** @description Smallest value there can be. */
                min: number;
                /** @description Largest value there can be. */
                max: number;
                /** @description Unit of the number. */
                unit: string;
                /** @description What the parameter is. */
                meaning: string;
            }[];
        };
        /** @description What scores would be under a scenario. */
        ScenarioEvaluation: {
            /** @description What was asked, without what was left out. */
            scenario: {
                [key: string]: unknown;
            };
            /** @description Everything that is different, the template included. */
            changes: {
                [key: string]: unknown;
            };
            /** @description The country whose supply is at risk: JPN, USA, EUU (European Union), KOR or TWN. */
            buyer: string;
            /** @description What it stands on. */
            baseline: {
                /** @description The run that computed it; see /v1/runs/{id}. */
                run_id: string;
                /** @description Day it speaks of. */
                as_of: string;
                /** @description Only facts that were public by this day were used. */
                known_at: string;
                /** @description Hash of the snapshot of facts that the run pinned. */
                inputs_sha256: string;
                methodology: components["schemas"]["MethodologyReference"];
            };
            /** @description In one sentence, for a reader who does not know the method. */
            summary: {
                /** @description Subjects in the answer, of whatever type. */
                elements: number;
                /** @description How many scores rise. */
                raised: number;
                /** @description How many fall. */
                lowered: number;
                /** @description How many stay as they are. */
                unchanged: number;
                /** @description How many have no score. */
                unscored: number;
                /** @description How many change their band. */
                band_changes: number;
            };
            /** @description Largest change first, then by id. */
            results: {
                /** @description What it speaks of. */
                subject: {
                    /** @description element, supplier or country. */
                    type: string;
                    /** @description Identifier; stable, case matters. */
                    id: string;
                    /** @description Name in English. */
                    name: string;
                };
                /** @description The score of the run; null when there is none. */
                baseline: number | null;
                /** @description The score under the scenario; null is unknown. */
                scenario: number | null;
                /** @description scenario - baseline; positive is riskier. */
                delta: number | null;
                /** @description Where the difference lies over what nobody knows, 5, 50 and 95 %: both sides stand on the same points. */
                interval: {
                    /** @description Lower end: 5 % of what is possible lies below. */
                    p05: number;
                    /** @description Middle: half of what is possible lies below. */
                    p50: number;
                    /** @description Upper end: 5 % of what is possible lies above. */
                    p95: number;
                } | null;
                /** @description Parts of the score; they add up to it. */
                parts_from: {
                    /** @description Percent: the part by measures in force, suspended or announced. */
                    state: number;
                    /** @description Percent: the part by new controls and disruptions that may begin. */
                    may_begin: number;
                    /** @description Percent: the part by a security crisis, on top of the others. */
                    security: number;
                } | null;
                /** @description Parts of the score; they add up to it. */
                parts_to: {
                    /** @description Percent: the part by measures in force, suspended or announced. */
                    state: number;
                    /** @description Percent: the part by new controls and disruptions that may begin. */
                    may_begin: number;
                    /** @description Percent: the part by a security crisis, on top of the others. */
                    security: number;
                } | null;
                /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
                band_from: string;
                /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
                band_to: string;
                /** @description The stage that gives the score without the scenario. */
                stage_from: string | null;
                /** @description The stage that gives it with the scenario. */
                stage_to: string | null;
                /** @description What moves, most first; the differences sum to delta exactly. */
                by_driver: {
                    /** @description Identifier; stable, case matters. */
                    id: string;
                    /** @description Kind; more may be added. */
                    kind: string;
                    /** @description The cause in the catalogue of words. */
                    label: {
                        /** @description Code of the text in the catalogue of /v1/words. */
                        code: string;
                        /** @description Parameters of the text. */
                        params: {
                            [key: string]: unknown;
                        };
                    };
                    /** @description Points without the scenario. */
                    from: number;
                    /** @description Points with it. */
                    to: number;
                    /** @description Difference; positive is riskier. */
                    delta: number;
                }[];
                /** @description Every stage: a change at one that is not the worst does not show in the score. Empty for a supplier, whose chain is scored as a whole. */
                stages: {
                    /** @description Stage of the supply chain: mine, separation, refining, metal or magnet. */
                    stage: string;
                    /** @description The score of the stage without it. */
                    baseline: number | null;
                    /** @description The score of the stage under the scenario. */
                    scenario: number | null;
                }[];
                /** @description Why the score is what it was, or moves by less than a point, in a sentence or two; null where it moves. */
                unchanged_because: string | null;
            }[];
            /** @description What the answer takes for granted, in sentences. */
            assumptions: string[];
            scale: components["schemas"]["Scale"];
            /** @description Path on this server that gives this answer again, byte for byte; null when the scenario is too long for an address. */
            share_url: string | null;
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
        };
        /** @description Pressure in the two theatres on a day. */
        Signals: {
            /** @description The entries. */
            data: ({
                /** @description `senkaku`: Senkaku/Diaoyu islands. `taiwan`: Taiwan Strait, with Chinese aircraft carriers beyond the first island chain. */
                theatre: string;
                /** @description Name in English. */
                name: string;
                /** @description Pressure: where the last weeks stand among those of the last three years, percent of days that were calmer. Null is unknown, never calm. */
                index: number | null;
                /** @description Factor on the long-run rate of a crisis in this theatre; 1 where nothing is known. */
                multiplier: number;
                /** @description `current`, `stale` (older than the window: its effect fades) or `unknown`. */
                status: string;
                /** @description Why there is no value; null when there is one. */
                status_reason: string | null;
                /** @description Days between the newest observation and the day of the scores. */
                age_days: number | null;
                /** @description Days after which the newest observation is stale: its effect then fades by half every so many days. */
                stale_after_days: number;
                /** @description Day of the newest observation. */
                data_as_of: string | null;
                /** @description The same percentile for each series of counts. */
                series: {
                    [key: string]: number | null;
                };
                /** @description One sentence for a reader who does not know the method. */
                summary: string;
                /** @description Ids of the sources, as in /v1/sources. */
                sources: string[];
                /** @description Paths on this server. */
                links: {
                    /** @description This very thing. */
                    self: string;
                };
            } & {
                [key: string]: unknown;
            })[];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            /** @description The run whose tables they come from; null when they were computed from the facts that ship with the code. */
            run_id: string | null;
            /** @description Day the run speaks of. */
            as_of: string;
            /** @description Only what was public by this day. */
            known_at: string;
            /** @description `published`: as a run had them on that day. `recomputed`: from today’s tables, cut at what was public by `known_at`. */
            basis: string;
            /** @description Of recomputed facts: where “what was known then” is only approximated. */
            known_exceptions: string[];
            links: components["schemas"]["PageLinks"];
        };
        /** @description What became of each observation. All of them are stored when this is answered; a run that reads those that are not in quarantine begins within a minute. */
        ObservationResults: {
            /** @description How many are new and will be used. */
            accepted: number;
            /** @description How many replace a value that was sent before; both are kept. */
            corrected: number;
            /** @description How many were known already. */
            duplicate: number;
            /** @description How many wait for somebody to look at them. */
            quarantined: number;
            /** @description In the order of the request. */
            results: {
                /** @description Place in the request, from 0. */
                index: number;
                /** @description `accepted`: new. `corrected`: differs from what was known of that day, both are kept. `duplicate`: known already. `quarantined`: see `reasons`. */
                status: string;
                /** @description Evidence id of the observation, or its id in quarantine. */
                id: string | null;
                /** @description Why it is in quarantine; empty otherwise. */
                reasons: string[];
            }[];
            /** @description When it begins to count, RFC 3339, UTC. Of observations: when the run that reads them begins at the earliest. Of your custom suppliers: when they were stored, because they are scored whenever they are read. Null: nothing was stored that could count. */
            counts_from: string | null;
            /** @description When readers see it, RFC 3339, UTC. Of observations an estimate: the run is taken to be as long as the last one. A run that fails is tried again, later and later, and /v1/status says so. */
            counts_by: string | null;
            /** @description Both in a sentence. */
            counts_note: string;
        };
        /** @description Observations in quarantine, decided ones too. */
        QuarantinePage: {
            /** @description In the order of their senders and ids. */
            data: {
                /** @description Identifier; stable, case matters. */
                id: string;
                /** @description waiting, released or discarded; releasing: decided, and about to be stored (the same decision again finishes it). */
                status: string;
                /** @description Why it is in quarantine. */
                reasons: string[];
                /** @description Whether it can be used as it is; false when it does not have the shape of an observation. */
                releasable: boolean;
                /** @description As it was sent. */
                observation: unknown;
                /** @description When it came in. RFC 3339, UTC. */
                received_at: string;
                /** @description The client that sent it. */
                sent_by: string;
                /**
                 * @description Id of the API key it was sent with; null where access is open, and where a token (JWT) or a signature (IAM) showed who sent it.
                 * @default null
                 */
                sent_with: string | null;
                /** @description When it was released or discarded; null while it waits. */
                decided_at: string | null;
                /** @description The client that decided; null while it waits. */
                decided_by: string | null;
                /**
                 * @description Id of the API key it was decided with; null where access is open, and where a token (JWT) or a signature (IAM) showed who decided.
                 * @default null
                 */
                decided_with: string | null;
                /** @description What a reader should know of it. */
                note: string | null;
            }[];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            links: components["schemas"]["PageLinks"];
        };
        /** @description An observation that was decided on. */
        QuarantinedObservation: {
            /** @description Identifier; stable, case matters. */
            id: string;
            /** @description waiting, released or discarded; releasing: decided, and about to be stored (the same decision again finishes it). */
            status: string;
            /** @description Why it is in quarantine. */
            reasons: string[];
            /** @description Whether it can be used as it is; false when it does not have the shape of an observation. */
            releasable: boolean;
            /** @description As it was sent. */
            observation: unknown;
            /** @description When it came in. RFC 3339, UTC. */
            received_at: string;
            /** @description The client that sent it. */
            sent_by: string;
            /**
             * @description Id of the API key it was sent with; null where access is open, and where a token (JWT) or a signature (IAM) showed who sent it.
             * @default null
             */
            sent_with: string | null;
            /** @description When it was released or discarded; null while it waits. */
            decided_at: string | null;
            /** @description The client that decided; null while it waits. */
            decided_by: string | null;
            /**
             * @description Id of the API key it was decided with; null where access is open, and where a token (JWT) or a signature (IAM) showed who decided.
             * @default null
             */
            decided_with: string | null;
            /** @description What a reader should know of it. */
            note: string | null;
            /** @description When it begins to count, RFC 3339, UTC. Of observations: when the run that reads them begins at the earliest. Of your custom suppliers: when they were stored, because they are scored whenever they are read. Null: nothing was stored that could count. */
            counts_from: string | null;
            /** @description When readers see it, RFC 3339, UTC. Of observations an estimate: the run is taken to be as long as the last one. A run that fails is tried again, later and later, and /v1/status says so. */
            counts_by: string | null;
            /** @description Both in a sentence. */
            counts_note: string;
        };
        /** @description Pressure in a theatre with its days. */
        Signal: {
            /** @description `senkaku`: Senkaku/Diaoyu islands. `taiwan`: Taiwan Strait, with Chinese aircraft carriers beyond the first island chain. */
            theatre: string;
            /** @description Name in English. */
            name: string;
            /** @description Pressure: where the last weeks stand among those of the last three years, percent of days that were calmer. Null is unknown, never calm. */
            index: number | null;
            /** @description Factor on the long-run rate of a crisis in this theatre; 1 where nothing is known. */
            multiplier: number;
            /** @description `current`, `stale` (older than the window: its effect fades) or `unknown`. */
            status: string;
            /** @description Why there is no value; null when there is one. */
            status_reason: string | null;
            /** @description Days between the newest observation and the day of the scores. */
            age_days: number | null;
            /** @description Days after which the newest observation is stale: its effect then fades by half every so many days. */
            stale_after_days: number;
            /** @description Day of the newest observation. */
            data_as_of: string | null;
            /** @description The same percentile for each series of counts. */
            series: {
                [key: string]: number | null;
            };
            /** @description One sentence for a reader who does not know the method. */
            summary: string;
            /** @description Ids of the sources, as in /v1/sources. */
            sources: string[];
            /** @description First day, included. */
            from: string;
            /** @description Last day, included. */
            to: string;
            /** @description Days with an observation, oldest first. */
            data: components["schemas"]["SignalPoint"][];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
            links: components["schemas"]["PageLinks"];
        } & {
            [key: string]: unknown;
        };
        /** @description Export controls and other policy events, with their state on a day. */
        MeasuresPage: {
            /** @description Newest announcement first. */
            data: ({
                /** @description Id of the row of the reference data. */
                row: string;
                /** @description Identifier; stable, case matters. */
                id: string;
                /** @description Name in a few words. */
                title: string;
                /** @description Who took the measure. */
                actor: string;
                /** @description Number of the legal instrument; null when it has none. */
                instrument_no: string | null;
                /** @description Kind of measure as the table has it, for example licence or ban. */
                measure_type: string;
                /** @description `restricts`, `relieves` or `mitigates` supply. */
                direction: string;
                /** @description Countries whose exports it restricts. */
                origins: string[];
                /** @description Countries it is aimed at; `ALL` is every one. */
                targets: string[];
                /** @description Elements, by symbol. */
                elements: string[];
                /** @description Stages of the supply chain, in processing order. */
                stages: string[];
                /** @description Day it was made public. */
                announced: string;
                /** @description First day it has effect; null when none is set. */
                effective_from: string | null;
                /** @description Last day it has effect; null when it is open. */
                effective_to: string | null;
                /** @description First day it is suspended; null when it is not. */
                suspended_from: string | null;
                /** @description Last day it is suspended; null when none is set. */
                suspended_to: string | null;
                /** @description Day since which it was public. */
                known_from: string;
                /** @description Rows that it belongs to. */
                linked?: string[];
                /** @description How it stood when it was last looked at, in words. */
                status?: string | null;
                /** @description Kind of its source: official, major_press, trade_press, weak, ... */
                source_quality?: string;
                /** @description How the row acts on scores; null when it has no direct effect. */
                mapping: ({
                    /** @description How strict the control is: a class of the method. */
                    control_class: string;
                    /** @description Which elements it reaches at which stages. */
                    applies: ({
                        /** @description Elements, by symbol. */
                        elements: string[];
                        /** @description Stages of the supply chain, in processing order. */
                        stages: string[];
                    } & {
                        [key: string]: unknown;
                    })[];
                } & {
                    [key: string]: unknown;
                }) | null;
                /** @description Which earlier measures it ends, suspends for longer or eases. */
                relief: ({
                    /**
                     * @description Kind; more may be added.
                     * @enum {string}
                     */
                    kind: "ends" | "extends_suspension" | "eases";
                    /** @description Ids of the measures. */
                    measures: string[];
                } & {
                    [key: string]: unknown;
                }) | null;
                /** @description On the day asked for: `announced`, `in_force`, `suspended` or `ended`. Null dates in the row are open. */
                state: string;
                /** @description The day the state speaks of. */
                on: string;
                /** @description The next dated step after that day; null when none is scheduled. */
                next_step: {
                    /** @description Day, YYYY-MM-DD. */
                    date: string;
                    /** @description takes_effect, suspension_ends or ends. */
                    what: string;
                } | null;
                /** @description Day after the end of a suspension on which nobody has decided yet; null for all others. */
                undecided_since: string | null;
                /** @description Whether the row changes scores. Rows without a direct effect are listed for completeness. */
                in_score: boolean;
                /** @description Why it has no weight in scores on that day, whatever its state: `custom` (yours, in no published score), `ended`, `not_confirmed` (reported or claimed), `supplementary` (counted with the measure that it prolongs, eases or belongs to), `supports_supply` (no restriction), `no_direct_effect` (reaches no scored supply). Null when it has weight. More may be added; the catalogue of /v1/words has each as `no_weight_…`. */
                no_weight_because: string | null;
                /** @description At most 40 characters. */
                label: string;
                /** @description Code of the text in the catalogue of /v1/words, which has it in English and Japanese. */
                label_code: string;
                /** @description Its parameters: text, numbers, and texts that are part of it, each with a code and parameters of its own. */
                label_params: {
                    [key: string]: string | number | {
                        /** @description Code of a text that is part of it, in the catalogue of /v1/words. */
                        code: string;
                        /** @description Parameters of that text. */
                        params: {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description Whether it is a custom measure; only where `custom` is include or only. */
                custom?: boolean;
            } & {
                [key: string]: unknown;
            })[];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            /** @description The day the states speak of. */
            on: string;
            /** @description The run whose tables they come from; null when they were computed from the facts that ship with the code. */
            run_id: string | null;
            /** @description Day the run speaks of. */
            as_of: string;
            /** @description Only what was public by this day. */
            known_at: string;
            /** @description `published`: as a run had them on that day. `recomputed`: from today’s tables, cut at what was public by `known_at`. */
            basis: string;
            /** @description Of recomputed facts: where “what was known then” is only approximated. */
            known_exceptions: string[];
            links: components["schemas"]["PageLinks"];
        };
        /** @description Events in the waters and airspace around Japan, and scrambles of its air force. */
        SecurityEvents: {
            /** @description Newest first. */
            data: ({
                /** @description Evidence id. */
                row: string;
                /** @description Publication the fact was taken from. */
                source: string;
                /** @description Address of the source; null when it has none. */
                source_url: string | null;
                /** @description Grade of the row, A to C: how good its source is. */
                quality: string;
                /** @description Day from which it was public. */
                known_from: string;
                /** @description What a reader should know of it. */
                note: string | null;
                /** @description Identifier; stable, case matters. */
                id: string;
                /** @description Day, or month or year where no source gives the day. */
                day: string;
                /** @description day, month or year. */
                day_precision: string;
                /** @description Last day; null for one day, or where no source gives the end. */
                end_day: string | null;
                /** @description Kind; more may be added. */
                kind: string;
                /** @description Whose ship, aircraft or act it was; “presumed” where nobody said so. */
                actor: string;
                /** @description Where it was, as the source words it. */
                place: string;
                /** @description Nearest island or strait, `other` for none of those that are watched. */
                near: string;
                /** @description What is wrong and what to send instead. */
                detail: string;
            } & {
                [key: string]: unknown;
            })[];
            /** @description Scrambles by fiscal year and quarter, oldest first; those that were public. Not counted by any score. */
            air_scrambles: ({
                /** @description Evidence id. */
                row: string;
                /** @description Publication the fact was taken from. */
                source: string;
                /** @description Address of the source; null when it has none. */
                source_url: string | null;
                /** @description Grade of the row, A to C: how good its source is. */
                quality: string;
                /** @description Day from which it was public. */
                known_from: string;
                /** @description What a reader should know of it. */
                note: string | null;
                /** @description Japanese fiscal year from April, or its quarter: FY2025-Q4 is January to March 2026. */
                period: string;
                /** @description First day of the period. */
                start: string;
                /** @description Last day of the period. */
                end: string;
                /** @description Scrambles in the period. */
                total: number;
                /** @description Scrambles that met aircraft of China. */
                china: number;
                /** @description Scrambles that met aircraft of Russia. */
                russia: number;
                /** @description Scrambles that met aircraft of Taiwan. */
                taiwan: number;
                /** @description Scrambles that met aircraft of North Korea. */
                north_korea: number;
                /** @description Scrambles that met others. */
                other: number;
                /** @description Scrambles of the total that the air force at Naha flew. */
                southwest_air_force: number;
            } & {
                [key: string]: unknown;
            })[];
            /** @description Named exercises around Taiwan, newest first; those that were public. No score counts them: they say what counts of those days are of. Absent for runs from before they were kept. */
            exercises?: ({
                /** @description Evidence id. */
                row: string;
                /** @description Publication the fact was taken from. */
                source: string;
                /** @description Address of the source; null when it has none. */
                source_url: string | null;
                /** @description Grade of the row, A to C: how good its source is. */
                quality: string;
                /** @description Day from which it was public. */
                known_from: string;
                /** @description What a reader should know of it. */
                note: string | null;
                /** @description Name in English. */
                name: string;
                /** @description First day. */
                start: string;
                /** @description Last day. */
                end: string;
                /** @description Event that commentators name as its reason; null where they name none. */
                trigger: string | null;
            } & {
                [key: string]: unknown;
            })[];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            /** @description Only what was public by this day. */
            known_at: string;
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
            links: components["schemas"]["PageLinks"];
        };
        /** @description Restrictions of exports and stoppages of supply worldwide, from which the rate of new controls is learned. */
        ControlEvents: {
            /** @description Newest first. */
            data: ({
                /** @description Evidence id. */
                row: string;
                /** @description Publication the fact was taken from. */
                source: string;
                /** @description Address of the source; null when it has none. */
                source_url: string | null;
                /** @description Grade of the row, A to C: how good its source is. */
                quality: string;
                /** @description Day from which it was public. */
                known_from: string;
                /** @description What a reader should know of it. */
                note: string | null;
                /** @description Identifier; stable, case matters. */
                id: string;
                /** @description Country whose exports it concerns. */
                origin: string;
                /** @description Who did it: government, court, company, armed_group, unrest, conflict, border_closure or fuel_blockade. */
                actor_kind: string;
                /** @description Goods in words, also those that are not scored. */
                goods: string;
                /** @description Kind of measure as the table has it, for example licence or ban. */
                measure_type: string;
                /** @description Class of the methodology; null for what counts as no control: a tax, a threat, a statement, a stoppage. */
                control_class: string | null;
                /** @description Countries it is aimed at; `ALL` is every one. */
                targets: string[];
                /** @description Elements, by symbol. */
                elements: string[];
                /** @description Stages of the supply chain, in processing order. */
                stages: string[];
                /** @description Day it was made public. */
                announced: string | null;
                /** @description First day it has effect; null when none is set. */
                effective_from: string | null;
                /** @description Last day it has effect; null when it is open. */
                effective_to: string | null;
                /** @description As known today, whatever `known_at`: enforced, withdrawn, never_enforced, waived, or end_not_read (no source read says whether it ended). */
                outcome: string;
                /** @description The row of /v1/measures that is the same measure and counts in its place. */
                policy_id: string | null;
            } & {
                [key: string]: unknown;
            })[];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            /** @description Only what was public by this day. */
            known_at: string;
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
            links: components["schemas"]["PageLinks"];
        };
        /** @description Where the facts come from, how fresh they are, and what their licences allow. */
        Sources: {
            /** @description The entries. */
            data: ({
                /** @description Identifier; stable, case matters. */
                id: string;
                /** @description Name in a few words. */
                title: string;
                /** @description Who publishes it. */
                publisher: string;
                /** @description Address of the publisher; null when it has none. */
                url: string | null;
                /** @description Licence or terms the publisher states. */
                licence: string;
                /** @description What may be passed on. */
                redistribution: string;
                /** @description How often the publisher updates. */
                cadence: string;
                /** @description Tables of the reference data that come from it. */
                tables: string[];
                /** @description Newest day its rows speak of; null where they do not speak of days. */
                newest_date: string | null;
                /** @description Last day we read the publisher. */
                read_on: string;
                /** @description Days from its newest row to the day of the run; null where its rows do not speak of days. */
                age_days: number | null;
                /** @description Days from the last reading of the publisher to the day of the run. */
                reading_age_days: number | null;
                /** @description Why that is too old, as a sentence: the register of measures is stale 14 days after its last reading. Null otherwise. */
                stale_reading: string | null;
            } & {
                [key: string]: unknown;
            })[];
            /** @description Sources that the service collects by itself, each with what is expected of it. /v1/status says when each was last collected, and in what condition it is. */
            collected: {
                /** @description Name of the source, as `npm run ingest` takes it. */
                source: string;
                /** @description Name in a few words. */
                title: string;
                /** @description Who publishes it. */
                publisher: string;
                /** @description Terms of use that the publisher states. */
                terms: string;
                /** @description The only hosts that are asked. */
                hosts: string[];
                /** @description Documents, or pages that lead to them. */
                addresses: string[];
                /** @description How often the publisher publishes. */
                cadence: string;
                /** @description How often it is asked: daily or monthly. */
                asked: string;
                /** @description Days without newer content after which it counts as dead. */
                content_clock_days: number;
                /** @description Most bytes of a document, on the wire and unpacked. */
                most_bytes: number;
                /** @description How documents are written: html, pdf, xls, csv, zip or json. */
                kind: string;
                /** @description Encoding of its text; `binary` for what is no text. */
                encoding: string;
                /** @description Which day or period a document speaks of. */
                period_rule: string;
                /** @description Version of the reader; grows when it reads stored documents differently. */
                reader_version: number;
                /** @description Definitions of the figures, each from a day on. */
                definitions: {
                    /** @description First day, included. */
                    from: string;
                    /** @description What is counted from that day on. */
                    definition: string;
                }[];
                /** @description Observations that a document is expected to have. */
                rows: {
                    /** @description Fewest observations. */
                    least: number;
                    /** @description Most observations. */
                    most: number;
                };
                /** @description `observations`: the next run reads them. `editions`: kept and compared; a person takes an edition over. */
                feeds: string;
                /** @description Series that it has figures of. */
                series: string[];
            }[];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
            links: components["schemas"]["PageLinks"];
        };
        /** @description A map as GeoJSON (RFC 7946) with the scores of a buyer. A point is no statement about borders or sovereignty. */
        Map: {
            /**
             * @description element, supplier or country.
             * @constant
             */
            type: "FeatureCollection";
            /** @description Countries, sites, lanes, theatres, each in byte order of id. */
            features: {
                /**
                 * @description element, supplier or country.
                 * @constant
                 */
                type: "Feature";
                /** @description Kind and id, for example `site:LYC-LAMP`. */
                id: string;
                /** @description Null where no coordinates are known; `coordinate_precision` is then `unknown`. */
                geometry: {
                    /**
                     * @description element, supplier or country.
                     * @constant
                     */
                    type: "Point";
                    /** @description Longitude and latitude, degrees (WGS 84). */
                    coordinates: number[];
                } | null;
                /** @description What is there. */
                properties: {
                    /** @description `country`, `site`, `lane` (a strait or canal that goods pass) or `theatre` (of a security crisis). More may be added. */
                    kind: string;
                    /** @description Id of the country, the site, the lane or the theatre. */
                    id: string;
                    /** @description At most 40 characters. */
                    label: string;
                    /** @description Lanes and theatres: code of the label in the catalogue of /v1/words. Countries are there as `country.` and their id. */
                    label_code?: string;
                    /** @description What the point is the middle of: `place`, `city`, `region` or `country`; `source`: as the source gives it; `unknown`: there is no point. */
                    coordinate_precision: string;
                    /** @description Countries and sites: type of the subject that the score is of. */
                    subject_type?: string;
                    /** @description Id of that subject: the country itself, the supplier of the site. */
                    subject_id?: string;
                    /** @description Score of that subject for the buyer; null is unknown, never 0. */
                    score?: number | null;
                    /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
                    band?: string;
                    /** @description That score in one sentence; null without one. */
                    headline?: string | null;
                    /** @description Elements that come from there. */
                    elements?: string[];
                    /** @description Sites: name of the site. */
                    name?: string;
                    /** @description Sites: name of the supplier. */
                    supplier_name?: string;
                    /** @description Sites: ISO 3166-1 alpha-3 code. */
                    country?: string;
                    /** @description Sites: stage of the supply chain. */
                    stage?: string;
                    /** @description Sites: yes, partial or no; null is unknown. */
                    operating?: string | null;
                    /** @description Lanes: flows to the buyer that pass. Absent for runs from before it was kept. */
                    routes?: {
                        /** @description Country that sends, ISO 3166-1 alpha-3. */
                        origin: string;
                        /** @description Stage of the supply chain. */
                        stage: string;
                        /** @description Part of what it sends to the buyer that passes the lane, 0 to 1. Lanes lie one after another: parts are never added. */
                        share: number | null;
                    }[];
                    /** @description Lanes: who depends on it, for all buyers: with `element` every stage of it, else of each element the stage that depends most. Absent for runs from before it was kept. */
                    dependence?: {
                        /** @description Who depends, whatever buyer was asked for. */
                        buyer: string;
                        /** @description Symbol. */
                        element: string;
                        /** @description Stage of the supply chain. */
                        stage: string;
                        /** @description Part of the buyer's supply of the element at the stage that passes the lane, 0 to 1. Lanes lie one after another: parts are never added. */
                        share: number | null;
                        /** @description Part of that supply whose way no row of the facts states, 0 to 1. */
                        unknown_share: number | null;
                    }[];
                    /** @description Theatres: pressure, 0 to 100; null is unknown, never calm. */
                    index?: number | null;
                };
            }[];
            /** @description The country whose supply is at risk: JPN, USA, EUU (European Union), KOR or TWN. */
            buyer: string;
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
            scale: components["schemas"]["Scale"];
            /** @description Paths on this server. */
            links: {
                /** @description This very thing. */
                self: string;
            };
        };
        /** @description A custom measure. Nobody else sees it, and no published score depends on it. */
        CustomMeasure: {
            /** @description Made from the content: the same measure has the same id. */
            id: string;
            /** @description accepted, quarantined or deleted. */
            status: string;
            /** @description Why it went into quarantine; they stay when it is released. */
            reasons: string[];
            /** @description Whether POST /v1/measures/{id}/release can take it as it is. */
            releasable: boolean;
            /** @description When it was sent. */
            sent_at: string;
            /** @description When it was sent, released or deleted. */
            changed_at: string;
            /** @description Why it was released. */
            release_note: string | null;
            /** @description As it was sent. */
            measure: {
                /** @description What you call it. */
                title: string;
                /** @description How it acts on scores: a class of the methodology, for example licence, ban, end_use_broad. */
                control_class: string;
                /** @description Countries that restrict their exports. ISO 3166-1 alpha-3 codes. */
                origins: string[];
                /** @description Whom it hits: ISO 3166-1 alpha-3 codes, EUU (European Union) or ALL. */
                targets: string[];
                /** @description Chemical symbols, as in /v1/elements. */
                elements: string[];
                /** @description Goods of which stages. */
                stages: ("mine" | "separation" | "refining" | "metal" | "magnet")[];
                /**
                 * Format: date
                 * @description Day from which it was known; scores of earlier days leave it out.
                 */
                known_from: string;
                /**
                 * @description First day in force; null for what is only threatened.
                 * @default null
                 */
                effective_from: string | null;
                /**
                 * @description Last day in force; null: no end is stated.
                 * @default null
                 */
                effective_to: string | null;
                /**
                 * @description First day of a suspension.
                 * @default null
                 */
                suspended_from: string | null;
                /**
                 * @description Last day of a suspension; null with a beginning: no end is stated.
                 * @default null
                 */
                suspended_to: string | null;
                /**
                 * @description Where you have it from. A measure without one goes into quarantine.
                 * @default null
                 */
                citation: {
                    /** @description Who says so. */
                    source: string;
                    /**
                     * Format: uri
                     * @description Where it can be read.
                     */
                    source_url: string;
                } | null;
                /**
                 * @description Your remark.
                 * @default null
                 */
                note: string | null;
            };
            /** @description Paths on this server. */
            links: {
                /** @description This very thing. */
                self: string;
                /** @description Ids of the measures. */
                measures: string;
            };
        };
        /** @description Custom measures. */
        CustomMeasuresPage: {
            /** @description In the order of their ids. */
            data: components["schemas"]["CustomMeasure"][];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            links: components["schemas"]["PageLinks"];
        };
        /** @description An element as the run scored it, and with your measures. Computed for this answer from the facts that the run pinned. */
        ElementWithCustomMeasures: {
            /** @description What it speaks of. */
            subject: {
                /** @description element, supplier or country. */
                type: string;
                /** @description Identifier; stable, case matters. */
                id: string;
                /** @description Name in English. */
                name: string;
            };
            /** @description The score of the run, without measures of yours; null when there is not enough data. */
            baseline: number | null;
            /** @description The score with your measures. */
            scenario: number | null;
            /** @description scenario - baseline; positive is riskier. */
            delta: number | null;
            /** @description Where the difference lies over what nobody knows, 5, 50 and 95 %: both sides stand on the same points. */
            interval: {
                /** @description Lower end: 5 % of what is possible lies below. */
                p05: number;
                /** @description Middle: half of what is possible lies below. */
                p50: number;
                /** @description Upper end: 5 % of what is possible lies above. */
                p95: number;
            } | null;
            /** @description Parts of the score; they add up to it. */
            parts_from: {
                /** @description Percent: the part by measures in force, suspended or announced. */
                state: number;
                /** @description Percent: the part by new controls and disruptions that may begin. */
                may_begin: number;
                /** @description Percent: the part by a security crisis, on top of the others. */
                security: number;
            } | null;
            /** @description Parts of the score; they add up to it. */
            parts_to: {
                /** @description Percent: the part by measures in force, suspended or announced. */
                state: number;
                /** @description Percent: the part by new controls and disruptions that may begin. */
                may_begin: number;
                /** @description Percent: the part by a security crisis, on top of the others. */
                security: number;
            } | null;
            /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
            band_from: string;
            /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
            band_to: string;
            /** @description The stage that gives the score without the scenario. */
            stage_from: string | null;
            /** @description The stage that gives it with the scenario. */
            stage_to: string | null;
            /** @description What moves, most first; the differences sum to delta exactly. */
            by_driver: {
                /** @description Identifier; stable, case matters. */
                id: string;
                /** @description Kind; more may be added. */
                kind: string;
                /** @description The cause in the catalogue of words. */
                label: {
                    /** @description Code of the text in the catalogue of /v1/words. */
                    code: string;
                    /** @description Parameters of the text. */
                    params: {
                        [key: string]: unknown;
                    };
                };
                /** @description Points without the scenario. */
                from: number;
                /** @description Points with it. */
                to: number;
                /** @description Difference; positive is riskier. */
                delta: number;
            }[];
            /** @description Every stage: a change at one that is not the worst does not show in the score. Empty for a supplier, whose chain is scored as a whole. */
            stages: {
                /** @description Stage of the supply chain: mine, separation, refining, metal or magnet. */
                stage: string;
                /** @description The score of the stage without it. */
                baseline: number | null;
                /** @description The score of the stage under the scenario. */
                scenario: number | null;
            }[];
            /** @description Why the score is what it was, or moves by less than a point, in a sentence or two; null where it moves. */
            unchanged_because: string | null;
            /** @description The country whose supply is at risk: JPN, USA, EUU (European Union), KOR or TWN. */
            buyer: string;
            /** @description Your accepted measures that were added to the facts of the run. */
            measures: {
                /** @description Identifier; stable, case matters. */
                id: string;
                /** @description Name in a few words. */
                title: string;
            }[];
            /** @description Your accepted measures that could not be added, each with the reason. */
            left_out: {
                /** @description Identifier; stable, case matters. */
                id: string;
                /** @description Name in a few words. */
                title: string;
                /** @description Why it could not be added. */
                why: string;
            }[];
            /** @description Paths on this server. */
            links: {
                /** @description This very thing. */
                self: string;
                /** @description The score, 0 to 100; null is unknown, never 0. */
                score: string;
                /** @description Ids of the measures. */
                measures: string;
            };
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
        };
        /** @description A rule as it is stored now. Nobody else sees it. */
        StoredAlertRule: {
            /** @description Your id of it. */
            id: string;
            /** @description 1, 2, 3 ... It is the ETag: send it as `If-Match` to change this version and no other. */
            version: number;
            /** @description When this version was stored. RFC 3339, UTC. */
            updated_at: string;
            /** @description The rule. */
            rule: {
                /** @description Title of the rule for people: its alerts carry it. */
                name: string;
                /** @description Whose scores are watched. */
                subjects: {
                    /**
                     * @description Type of the subjects.
                     * @enum {string}
                     */
                    type: "element" | "supplier" | "country";
                    /**
                     * @description Ids of subjects that runs score; null: all of the type.
                     * @default null
                     */
                    ids: string[] | null;
                };
                /**
                 * @description For whom: JPN, USA, EUU, KOR, TWN.
                 * @default [
                 *       "JPN"
                 *     ]
                 */
                buyers: ("JPN" | "USA" | "EUU" | "KOR" | "TWN")[];
                /** @description The rule fires when any of these holds. */
                when: {
                    /**
                     * @description Any move of the score from `min_points` on, which then has to be above 0.
                     * @default false
                     */
                    any_move: boolean;
                    /**
                     * @description The score went from one band to another.
                     * @default false
                     */
                    band_crossing: boolean;
                    /**
                     * @description `outside_interval`: the new score lies outside the interval (5th to 95th percentile) of the one before. `beyond_uncertainty`: the difference is larger than what is uncertain in both scores together, which is stricter.
                     * @default null
                     */
                    jump: ("outside_interval" | "beyond_uncertainty") | null;
                    /**
                     * @description A measure that hits one of the buyers and names one of the subjects came into force, or is in force again after a suspension.
                     * @default false
                     */
                    measure_in_force: boolean;
                    /**
                     * @description Such a measure, or its suspension, ends within so many days. Null: not asked.
                     * @default null
                     */
                    expiry_within_days: number | null;
                };
                /**
                 * @description Which way the score has to move: up, down or either.
                 * @default either
                 * @enum {string}
                 */
                direction: "up" | "down" | "either";
                /**
                 * @description Least points of a move, for every condition about scores: keeps a score at the limit of a band from ringing every night.
                 * @default 0
                 */
                min_points: number;
                /**
                 * @description Causes that count: a condition has to hold with their points alone, too. All but `data_correction` (a source was revised) and `methodology` when not given.
                 * @default [
                 *       "new_event",
                 *       "data_update",
                 *       "coverage",
                 *       "time_passing",
                 *       "override",
                 *       "lapse",
                 *       "takes_effect",
                 *       "signal",
                 *       "unexplained"
                 *     ]
                 */
                causes: ("new_event" | "data_update" | "data_correction" | "methodology" | "coverage" | "time_passing" | "override" | "lapse" | "takes_effect" | "signal" | "unexplained")[];
                /**
                 * @description false: the rule is kept and does not fire.
                 * @default true
                 */
                enabled: boolean;
            };
            /** @description Paths on this server. */
            links: {
                /** @description This very thing. */
                self: string;
                /** @description How often it would have fired in the last year. */
                rehearsal: string;
                /** @description Alerts of your rules. */
                alerts: string;
            };
        };
        /** @description Alert rules of your own. */
        AlertRules: {
            /** @description In byte order of id; a client has at most 50. */
            data: components["schemas"]["StoredAlertRule"][];
            /** @description Paths on this server. */
            links: {
                /** @description This very thing. */
                self: string;
            };
        };
        /** @description How often a rule would have fired in the 52 weeks before the newest run. */
        AlertRehearsal: {
            /** @description The period begins after this day. */
            from: string;
            /** @description Last day of the period: that of the newest run. */
            to: string;
            /** @description Weeks of the period. */
            weeks: number;
            /** @description Weeks of them that have a history of one of the subjects at least; a rule about measures alone sees all, as the register knows when each was public. */
            observed_weeks: number;
            /** @description Alerts of the period. Null, and never 0, where no week has a history. */
            fired: number | null;
            /** @description Days with at least one alert. Null as `fired`. */
            days: number | null;
            /** @description Condition that the rule asks for -> how many alerts met it; null where it could not be judged. An alert may meet several. */
            by_condition: {
                [key: string]: number | null;
            };
            /** @description Histories that the rule watches: subjects, each for a buyer. */
            subjects: number;
            /** @description How many of them have no history in the period. */
            subjects_without_history: number;
            /** @description Alerts whose causes are not known: they count whatever causes the rule leaves out. */
            causes_unknown: number;
            /** @description The newest of them, at most 100. */
            alerts: {
                /** @description Day on which it would have fired. */
                date: string;
                /** @description Conditions that were met. */
                conditions: string[];
                /** @description Whose score; null for a measure. */
                subject: {
                    /** @description element, supplier or country. */
                    type: string;
                    /** @description Identifier; stable, case matters. */
                    id: string;
                } | null;
                /** @description For whom; null for a measure. */
                buyer: string | null;
                /** @description The published score until then; null is unknown, never 0. */
                score_before: number | null;
                /** @description Score after the step; null for a measure. */
                score_after: number | null;
                /** @description Null for a score. */
                measure: {
                    /** @description As in /v1/measures. */
                    id: string;
                    /** @description `in_force`, `measure_ends` or `suspension_ends`. */
                    what: string;
                    /** @description Day of it: the first in force, or the first after the end. */
                    date: string;
                } | null;
            }[];
            /** @description How it was judged. */
            limitations: string[];
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
        };
        /** @description Alerts of your rules, kept for 400 days. */
        AlertsPage: {
            /** @description In the order of the runs. */
            data: {
                /** @description The same whenever the same alert is sent again: remember those you have acted on. */
                id: string;
                /** @description The rule that fired. */
                rule: {
                    /** @description Identifier; stable, case matters. */
                    id: string;
                    /** @description Name in English. */
                    name: string;
                    /** @description The version of the rule that fired. */
                    version: number;
                };
                /** @description Its conditions that were met: any_move, band_crossing, jump, measure_in_force or expiry_ahead. */
                conditions: string[];
                /** @description Whose score moved; null where a measure is told of. */
                subject: {
                    /** @description element, supplier or country. */
                    type: string;
                    /** @description Identifier; stable, case matters. */
                    id: string;
                    /** @description Name in English. */
                    name: string;
                } | null;
                /** @description For whom; null where a measure is told of. */
                buyer: string | null;
                /** @description The move; null where a measure is told of. /v1/changes has it with its causes. */
                change: {
                    /** @description Its place in /v1/changes. */
                    seq: number;
                    /** @description The published score until then; null is unknown, never 0. */
                    score_before: number | null;
                    /** @description The published score from then on. */
                    score_after: number | null;
                    /** @description score_after - score_before. */
                    delta: number | null;
                    /** @description Points of the causes that the rule counts. */
                    counted: number | null;
                    /** @description The band until then; null for a new subject. */
                    band_before: string | null;
                    /** @description The band from now on; null for a removed subject. */
                    band_after: string | null;
                } | null;
                /** @description The measure; null where a score moved. */
                measure: {
                    /** @description As in /v1/measures. */
                    id: string;
                    /** @description Name in a few words. */
                    title: string;
                    /** @description `in_force`, `measure_ends` or `suspension_ends`. */
                    what: string;
                    /** @description Day of it: the first in force, or the first after the end. */
                    date: string;
                } | null;
                /** @description The alert in one sentence. */
                summary: string;
                /** @description How many further alerts of the rule this run would have had: a rule fires at most 50 times in a run, the largest moves first. */
                more: number;
                /** @description The run after which it fired. See /v1/runs/{id}. */
                run_id: string;
                /** @description Day that the run speaks of. */
                as_of: string;
                /** @description When that run began. RFC 3339, UTC. */
                fired_at: string;
                /** @description Paths on this server. */
                links: {
                    /** @description The rule as it is now. */
                    rule: string;
                    /** @description Explanation of the score, or the measures. */
                    about: string;
                };
            }[];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            /** @description Keep this and give it as `cursor` later: goes on where this page ended. Null before any run was judged. */
            resume_cursor: string | null;
            /** @description The newest run that rules were judged on; null before the first. */
            judged_until: string | null;
            /** @description Paths on this server. */
            links: {
                /** @description This very thing. */
                self: string;
                /** @description The next page; null at the end. */
                next: string | null;
            };
        };
        /** @description A webhook as it is stored now. Nobody else sees it. */
        StoredWebhook: {
            /** @description Your id of it. */
            id: string;
            /** @description 1, 2, 3 ... It is the ETag: send it as `If-Match` to change this version and no other. */
            version: number;
            /** @description When this version was stored. RFC 3339, UTC. */
            updated_at: string;
            /** @description The webhook. */
            webhook: {
                /**
                 * Format: uri
                 * @description Where alerts are sent: https, a public address, no user name. On one machine while access is open also http://127.0.0.1 and addresses of your own network.
                 */
                url: string;
                /**
                 * @description Only alerts of these rules; null: of all.
                 * @default null
                 */
                rules: string[] | null;
                /**
                 * @description false: nothing is sent. A receiver that answers 410 sets it, too.
                 * @default true
                 */
                enabled: boolean;
            };
            /** @description Key for verifying signatures, `whsec_` and base64. Shown once, by the answer that made it; null everywhere else. */
            secret: string | null;
            /** @description Why the service has turned it off; null where it has not. */
            disabled_because: string | null;
            /** @description Paths on this server. */
            links: {
                /** @description This very thing. */
                self: string;
                /** @description Messages to it, and what became of them. */
                deliveries: string;
            };
        };
        /** @description Webhooks of your own. */
        Webhooks: {
            /** @description In byte order of id; a client has at most 10. */
            data: components["schemas"]["StoredWebhook"][];
            /** @description Paths on this server. */
            links: {
                /** @description This very thing. */
                self: string;
            };
        };
        /** @description A message to a webhook, and what became of it. */
        WebhookDelivery: {
            /** @description Id of the delivery. */
            id: string;
            /** @description `alert.fired`, or `webhook.test`. */
            type: string;
            /** @description `webhook-id` of the request: that of the alert, the same at every try and replay. */
            message: string;
            /** @description `waiting`: it will be tried; `delivered`: answered with 2xx; `given_up`: no try worked, or the webhook is gone. A replay makes it wait again. */
            status: string;
            /** @description When it was made: an alert when its run began. */
            created_at: string;
            /** @description When it is tried next; null when it is not. */
            next_attempt_at: string | null;
            /** @description The newest twenty tries, oldest first. */
            attempts: {
                /** @description When it was sent. RFC 3339, UTC. */
                at: string;
                /** @description HTTP status of the answer; null where there was none. */
                status: number | null;
                /** @description Why it did not work; null where it did. */
                error: string | null;
                /** @description How long the try took. */
                milliseconds: number;
            }[];
            /** @description Paths on this server. */
            links: {
                /** @description POST here sends it again. */
                replay: string;
            };
        };
        /** @description Messages to a webhook. */
        WebhookDeliveries: {
            /** @description Newest first; kept for 30 days. */
            data: components["schemas"]["WebhookDelivery"][];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            /** @description Paths on this server. */
            links: {
                /** @description This very thing. */
                self: string;
                /** @description The next page; null at the end. */
                next: string | null;
            };
        };
        /** @description The version that ended it. Storing it again makes the next version. */
        Ended: {
            /** @description Your id of it. */
            id: string;
            /** @description 1, 2, 3 ... It is the ETag: send it as `If-Match` to change this version and no other. */
            version: number;
            /** @description When this version was stored. RFC 3339, UTC. */
            updated_at: string;
            /** @description true. */
            deleted: boolean;
        };
        /** @description Who changed what. Kept for 400 days. */
        AuditPage: {
            /** @description Newest first. */
            data: {
                /** @description Id that the service gave the request. */
                id: string;
                /** @description Id as its answer has it in `X-Request-Id`: one that the caller chose, or that of the service. */
                request_id: string;
                /** @description When it came in. */
                at: string;
                /** @description The client that the request came from: that of the key, the application or hashed name (`jwt-...`) of a token, that of an IAM principal; `local` where access is open. */
                client: string;
                /** @description Id of the API key, the part between `cpk_` and the next underscore; null where access is open, and where a token (JWT) or a signature (IAM) showed who asked. */
                key: string | null;
                /** @description How the interval was computed. */
                method: string;
                /** @description Path that was asked, without its query. */
                path: string;
                /** @description Status of the answer; null while it is at work, or when the process ended before it answered. */
                status: number | null;
                /** @description Figures of the answer: counts, versions, ids; of an error its code. */
                outcome: {
                    [key: string]: string | number | boolean | null;
                };
            }[];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            links: components["schemas"]["PageLinks"];
        };
        /** @description Runs. */
        RunsPage: {
            /** @description Newest first. */
            data: components["schemas"]["Run"][];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            links: components["schemas"]["PageLinks"];
        };
        /** @description A run: what was used, what was left out, what came out. */
        Run: {
            /** @description The run that computed it; see /v1/runs/{id}. */
            run_id: string;
            /** @description running, published (readers see it), completed (all done after publication), unfinished (readers see it, but what follows was given up; its changes are told with those of the next run), failed, or overtaken (a newer run was published first). More may be added. */
            status: string;
            /** @description Day the scores speak of. */
            as_of: string;
            /** @description Only facts that were public by this day were used. */
            known_at: string;
            /** @description When it began. RFC 3339, UTC. */
            started_at: string;
            /** @description When it ended; null while it works. */
            finished_at: string | null;
            /** @description Hash of the immutable facts the run used. */
            inputs_sha256: string;
            methodology: components["schemas"]["MethodologyReference"];
            /** @description Version of the code that computed it. */
            code_version: string;
            /** @description What came in and had the run begun. Absent: the run of the day, or one that was started by hand. */
            because?: string[];
            /** @description Scores the run had to write: subjects times buyers. */
            expected_documents: number;
            /** @description Documents that were written beside the scores. */
            written_documents: number | null;
            /** @description Hash over all scores of the run. */
            checksum: string | null;
            /** @description What has no score, and why. */
            left_out: {
                /** @description What it is about. */
                what: string;
                /** @description Why, in words. */
                reason: string;
            }[];
            /** @description What the check before publication objected to. A run that was published has some when the same had held a run back a day before. */
            guard_findings: string[];
            /** @description Why the run failed or stayed unseen, in words. */
            failure: string | null;
            /** @description Whether readers see this run. */
            current: boolean;
            /** @description Paths on this server. */
            links: {
                /** @description This very thing. */
                self: string;
            };
        };
        /** @description What published runs have forecast, and what happened. */
        TrackRecord: {
            /**
             * @description Everything here is of runs that were published at the time. Nothing is replayed.
             * @constant
             */
            origin: "published";
            /** @description How far the record is, in a sentence. */
            summary: string;
            /** @description What the chain holds; null: no run has been pinned yet. */
            pinned: {
                /** @description Links of the chain. */
                runs: number;
                /** @description How many forecasts. */
                forecasts: number;
                /** @description The first link. */
                first: {
                    /** @description The run that computed it; see /v1/runs/{id}. */
                    run_id: string;
                    /**
                     * Format: date
                     * @description Day it speaks of.
                     */
                    as_of: string;
                    /** @description When readers first saw it. RFC 3339, UTC. */
                    published_at: string;
                };
                /** @description Note the hash: it fixes all that came before. */
                head: {
                    /** @description Place of the link, which is how many there are. */
                    sequence: number;
                    /** @description The run that computed it; see /v1/runs/{id}. */
                    run_id: string;
                    /** @description Lower-case hexadecimal SHA-256. */
                    sha256: string;
                };
            } | null;
            /** @description The first window that counts: its last day, and the first day on which it is judged. */
            first_window: {
                /** @description The run that computed it; see /v1/runs/{id}. */
                run_id: string;
                /**
                 * Format: date
                 * @description Last day of the window.
                 */
                closes: string;
                /**
                 * Format: date
                 * @description Day of judging: facts that were public by then count.
                 */
                judged_from: string;
            } | null;
            /** @description Scores of the judged forecasts, one entry per outcome. */
            outcomes: {
                /**
                 * @description What it was held against.
                 * @enum {string}
                 */
                outcome: "score" | "state" | "new_event";
                /** @description Judged runs: the first of each month. */
                origins: number;
                /** @description Forecasts with a known outcome: every figure is made of them. */
                forecasts: number;
                /** @description Forecasts after which it happened. */
                happened: number;
                /** @description Days on which the events behind `happened` began, each once: the number of independent events. */
                event_days: number;
                /** @description Forecasts whose outcome is not known. They are left out, never counted as no. */
                unknown: number;
                /** @description Forecasts of a state where nothing was in force: nothing to judge. */
                not_asked: number;
                /** @description Elements and buyers without a forecast of this kind. */
                not_forecast: number;
                /** @description 0 to 1. */
                mean_forecast: number | null;
                /** @description Mean squared distance of the forecast from what happened, 0 is best. */
                brier: number | null;
                /** @description The constant that was known when the forecasts were made, and over how many of them. */
                benchmark: {
                    /** @description How many forecasts. */
                    forecasts: number;
                    /** @description Brier score: mean squared error of the probabilities; lower is better. */
                    brier: number | null;
                };
                /** @description 1 - Brier / Brier of the benchmark on the same forecasts; 0 is no better than the constant. */
                brier_skill: number | null;
                /** @description Whether what was forecast with 30 % happened in 30 % of the cases. */
                reliability: {
                    /** @description First day, included. */
                    from: number;
                    /** @description Last day, included. */
                    to: number;
                    /** @description How many forecasts. */
                    forecasts: number;
                    /** @description Mean of the forecasts. */
                    mean_forecast: number | null;
                    /** @description How often it happened after them, 0 to 1; null without forecasts. */
                    observed: number | null;
                }[];
                /** @description Why there are no figures; null when there are. */
                reason: string | null;
            }[];
            /** @description Judged forecasts of the outcome that was asked for, the largest misses first; the worst 1,000 are kept. */
            data: {
                /** @description The run that computed it; see /v1/runs/{id}. */
                run_id: string;
                /**
                 * Format: date
                 * @description Day it speaks of.
                 */
                as_of: string;
                /** @description Element. */
                id: string;
                /** @description The country whose supply is at risk: JPN, USA, EUU (European Union), KOR or TWN. */
                buyer: string;
                /**
                 * @description What it was held against.
                 * @enum {string}
                 */
                outcome: "score" | "state" | "new_event";
                /** @description Percent, as published. */
                forecast: number;
                /** @description Did the outcome come about? */
                happened: boolean;
                /** @description Squared distance of forecast / 100 from 1 where it happened, from 0 where it did not. */
                squared_error: number;
                /** @description Controls and disruptions that decided the outcome, with the day on which each began; /v1/measures has the controls. */
                events: {
                    /** @description Identifier; stable, case matters. */
                    id: string;
                    /**
                     * Format: date
                     * @description Day on which it began.
                     */
                    day: string;
                    /**
                     * @description Whether it outlasted the cover of the buyer.
                     * @enum {string}
                     */
                    verdict: "happened" | "did_not_happen" | "unknown";
                }[];
            }[];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            /** @description Runs that have been judged, oldest first. */
            judged: {
                /** @description The run that computed it; see /v1/runs/{id}. */
                run_id: string;
                /**
                 * Format: date
                 * @description Day it speaks of.
                 */
                as_of: string;
                /**
                 * Format: date
                 * @description Last day of the window.
                 */
                closes: string;
                /**
                 * Format: date
                 * @description Day of judging: facts that were public by then count.
                 */
                judged_from: string;
                /** @description Lower-case hexadecimal SHA-256. */
                rules_sha256: string;
                /** @description The run from whose facts the outcomes were read. */
                judged_by: {
                    /** @description The run that computed it; see /v1/runs/{id}. */
                    run_id: string;
                    /**
                     * Format: date
                     * @description Day it speaks of.
                     */
                    as_of: string;
                    /** @description Lower-case hexadecimal SHA-256. */
                    inputs_sha256: string;
                };
                /** @description The benchmark of each outcome. */
                base_rates: {
                    /** @description How often the outcome came in windows that were over on `as_of`. */
                    score: {
                        /** @description 0 to 1; null where no window was over. */
                        share: number | null;
                        /** @description Windows with a known outcome, elements x buyers x months. */
                        windows: number;
                    };
                    /** @description How often the outcome came in windows that were over on `as_of`. */
                    state: {
                        /** @description 0 to 1; null where no window was over. */
                        share: number | null;
                        /** @description Windows with a known outcome, elements x buyers x months. */
                        windows: number;
                    };
                    /** @description Base rate of a new event. */
                    new_event: {
                        /** @description 0 to 1; null where no window was over. */
                        share: number | null;
                        /** @description Windows with a known outcome, elements x buyers x months. */
                        windows: number;
                    };
                };
            }[];
            /** @description Pinned, and not judged yet. */
            not_judged: {
                /** @description element, supplier or country. */
                subject_type: string;
                /** @description Why, in words. */
                reason: string;
            }[];
            /** @description Rules by which outcomes are judged, oldest first; the last one is pinned by the runs of today. */
            rules: {
                /** @description Version. */
                version: string;
                /** @description Lower-case hexadecimal SHA-256. */
                sha256: string;
                /** @description The rules in words and numbers. */
                document: {
                    [key: string]: unknown;
                };
            }[];
            /** @description Where judged replays are. They are no part of this record. */
            replayed: {
                /**
                 * @description Country the supply comes from.
                 * @constant
                 */
                origin: "replayed";
                /** @description What a reader should know of it. */
                note: string;
            };
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
            links: components["schemas"]["PageLinks"];
        };
        /** @description Links of the chain over published runs. */
        TrackRecordLinks: {
            data: {
                /** @description 1 for the first link, then without a gap. */
                sequence: number;
                /** @description The run that computed it; see /v1/runs/{id}. */
                run_id: string;
                /**
                 * Format: date
                 * @description Day the forecasts speak of; their windows begin after it.
                 */
                as_of: string;
                /**
                 * Format: date
                 * @description Only facts that were public by this day were used.
                 */
                known_at: string;
                /** @description When readers began to see the run. RFC 3339, UTC. */
                published_at: string;
                /** @description Length of the windows. */
                horizon_days: number;
                /** @description Hash of the facts that the run used. */
                inputs_sha256: string;
                methodology: components["schemas"]["MethodologyReference"];
                /** @description Hash of the canonical JSON of the judging rules that held when the run was published. */
                rules_sha256: string;
                /** @description Sheets of forecasts, each with its hash. */
                parts: {
                    /**
                     * @description element, supplier or country.
                     * @enum {string}
                     */
                    subject_type: "element" | "supplier" | "country";
                    /** @description The country whose supply is at risk: JPN, USA, EUU (European Union), KOR or TWN. */
                    buyer: string;
                    /** @description Part of the deliveries that comes from there, 0 to 1. */
                    part: number;
                    /** @description How many forecasts the sheet has. */
                    forecasts: number;
                    /** @description Of the bytes that /v1/track-record/links/{run_id}/forecasts answers. */
                    sha256: string;
                }[];
                /** @description `sha256` of the link before; null in the first. */
                previous_sha256: string | null;
                /** @description Of the canonical JSON (RFC 8785) of this object without its member `sha256`. */
                sha256: string;
            }[];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            links: components["schemas"]["PageLinks"];
        };
        /** @description Forecasts of a published run, as canonical JSON: hash the bytes as they come. */
        ForecastSheet: {
            /** @description The run that computed it; see /v1/runs/{id}. */
            run_id: string;
            /**
             * Format: date
             * @description Day it speaks of.
             */
            as_of: string;
            /**
             * Format: date
             * @description Only facts that were public by this day were used.
             */
            known_at: string;
            /** @description Days ahead. */
            horizon_days: number;
            methodology: components["schemas"]["MethodologyReference"];
            /**
             * @description element, supplier or country.
             * @enum {string}
             */
            subject_type: "element" | "supplier" | "country";
            /** @description The country whose supply is at risk: JPN, USA, EUU (European Union), KOR or TWN. */
            buyer: string;
            /** @description Part of the deliveries that comes from there, 0 to 1. */
            part: number;
            /** @description How many forecasts. */
            forecasts: {
                /** @description Identifier; stable, case matters. */
                id: string;
                /** @description Percent as published; null: no such forecast, which is not 0. */
                score: number | null;
                /** @description Percent as published; null: no such forecast, which is not 0. */
                state: number | null;
                /** @description Percent as published; null: no such forecast, which is not 0. */
                new_event: number | null;
                /** @description Points of the interval of the forecast beside it, percent; null where there is none. */
                interval: {
                    /** @description Lower end: 5 % of what is possible lies below. */
                    p05: number;
                    /** @description Middle: half of what is possible lies below. */
                    p50: number;
                    /** @description Upper end: 5 % of what is possible lies above. */
                    p95: number;
                } | null;
            }[];
        };
        /** @description The method of this service; there is one. */
        Methodologies: {
            /** @description The entries. */
            data: {
                /** @description See /v1/methodologies/{version} for every parameter with its unit, basis and source. */
                version: string;
                /** @description Hash of the methodology document that was used. */
                sha256: string;
                /** @description Name in a few words. */
                title: string;
                /** @description Paths on this server. */
                links: {
                    /** @description This very thing. */
                    self: string;
                };
            }[];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            links: components["schemas"]["PageLinks"];
        };
        /** @description The method: the document that the scorer reads. */
        Methodology: {
            /** @description Version. */
            version: string;
            /** @description Hash of the document; the same as in every score that was computed with it. */
            sha256: string;
            /** @description Name in a few words. */
            title: string;
            /** @description Every number of the method with its unit, range, basis and source. */
            parameters: {
                /** @description Name in English. */
                name: string;
                /** @description The value. */
                value: number;
                /** @description Unit of the number. */
                unit: string;
                /** @description What an expert might also have chosen; null for definitions. */
                range: string | null;
                /**
                 * @description What it rests on.
                 * @enum {string}
                 */
                basis: "fitted" | "published" | "expert" | "definition";
                /** @description Publication the fact was taken from. */
                source: string;
                /** @description Section of the specification that uses it. */
                section: string;
            }[];
            /** @description What the method does not see. */
            limitations: string[];
            /** @description Paths on this server. */
            links: {
                /** @description This very thing. */
                self: string;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description The service answers. For the state of the data see /v1/status. */
        Health: {
            /** @description `ok`. */
            status: string;
            /** @description With `probe=ready`: `true`, there are scores to serve. Until then that is 503. */
            ready?: boolean;
            /** @description With `probe=ready`: the run that readers see. */
            run_id?: string;
        };
        /** @description Freshness of the data. */
        Status: {
            /** @description `ok`; `degraded`: scores are served, but see `reasons`; `empty`: nothing was published yet. */
            status: string;
            /** @description Why it is not ok, in words. */
            reasons: string[];
            /** @description Who is let in. */
            access: {
                /** @description `keys`: an API key is needed. `open`: everybody who reaches this address may read and write. */
                mode: string;
                /** @description Whose suppliers you see and change. */
                client: string;
            };
            /** @description The run that readers see. */
            current_run: {
                /** @description The run that computed it; see /v1/runs/{id}. */
                run_id: string;
                /** @description Day it speaks of. */
                as_of: string;
                /** @description When readers first saw it. RFC 3339, UTC. */
                published_at: string;
                /** @description Paths on this server. */
                links: {
                    /** @description This very thing. */
                    self: string;
                };
            } | null;
            /** @description The run that was begun last. */
            last_run: {
                /** @description The run that computed it; see /v1/runs/{id}. */
                run_id: string;
                /** @description State in one word; more may be added. */
                status: string;
                /** @description When it began. RFC 3339, UTC. */
                started_at: string;
                /** @description When it ended; null while it works. */
                finished_at: string | null;
                /** @description Paths on this server. */
                links: {
                    /** @description This very thing. */
                    self: string;
                };
            } | null;
            /** @description How far the scores have followed what came in. */
            rescoring: {
                /** @description `idle`: every fact that came in is in the scores. `waiting`: a run begins at `next_run_from`. `due`: it begins at any moment. `running`: a run is at work. `retrying`: the last attempts led to no published run, and the next one is made at `next_run_from`. */
                state: string;
                /** @description RFC 3339, UTC; null when no run is waited for, or it is due or at work. */
                next_run_from: string | null;
                /** @description Attempts in a row that led to no published run. */
                failed_attempts: number;
                /** @description When a run was last started because facts came in; null: never. */
                last_attempt_at: string | null;
                /** @description How many times something came in that the scores do not show yet. */
                open_requests: number;
                /** @description When the newest of them came in; null when there is none. */
                last_request_at: string | null;
                /** @description What came in, the newest twelve, in sentences. */
                reasons: string[];
                /** @description Evidence ids of what came in, the newest hundred. */
                evidence: string[];
            };
            /** @description Pressure in the two theatres. */
            signals: {
                /** @description `senkaku`: Senkaku/Diaoyu islands. `taiwan`: Taiwan Strait, with Chinese aircraft carriers beyond the first island chain. */
                theatre: string;
                /** @description State in one word; more may be added. */
                status: string;
                /** @description Newest day any observation behind it speaks of. */
                data_as_of: string | null;
                /** @description Days from its newest observation to today; null is unknown. */
                age_days: number | null;
            }[];
            /** @description Publishers and registers with their freshness. */
            sources: {
                /** @description Identifier; stable, case matters. */
                id: string;
                /** @description Name in a few words. */
                title: string;
                /** @description Newest day its rows speak of; null where they do not speak of days. */
                newest_date: string | null;
                /** @description Days from its newest row to today; null where its rows do not speak of days. */
                age_days: number | null;
                /** @description Last day we read the publisher. */
                read_on: string;
                /** @description Days from the last reading of the publisher to today. */
                reading_age_days: number | null;
                /** @description Why that is too old, as a sentence: the register of measures is stale 14 days after its last reading. Null otherwise. */
                stale_reading: string | null;
            }[];
            /** @description Sources that the service collects, with two clocks each: when it was asked, and how old its content is. */
            collected: {
                /** @description As in /v1/sources. */
                source: string;
                /** @description `current`; `blocked`: the publisher keeps programs out; `dead`: nothing is collected or reached, or nothing new has come for too long; `drifted`: it publishes something that is not understood; `failing`: the last run got no usable answer; `never_collected`. */
                condition: string;
                /** @description Why, as a sentence; null when all is well. */
                reason: string | null;
                /** @description When it was last asked. */
                last_run_at: string | null;
                /** @description When it last gave what it was asked for. */
                last_reached_at: string | null;
                /** @description Newest day that accepted documents speak of. */
                last_content_on: string | null;
                /** @description Documents that wait for a person. */
                quarantined: number;
            }[];
            /** @description Paths on this server. */
            links: {
                /** @description This very thing. */
                self: string;
            };
        };
        /** @description The catalogue of texts that responses name by code. */
        Words: {
            /** @description Language of the texts. */
            lang: string;
            /** @description Code -> text. `{name}` stands for the parameter of that name, `{name:format}` for the parameter in a format: `country`, `country_of` (with the possessive), `short` and `short_of` (short name), `element`, `stage`, `percent` (a fraction), `span` (days), `chance` (0 to 100, without decimals), `points` (a difference, to a tenth), `day` (a date), `whole`, `fixed2`, `fixed3`. A parameter with a code of its own is a text inside the text. Names are `country.CHN`, `short.USA` and `element.Dy`. */
            texts: {
                [key: string]: string;
            };
            /** @description Lowest first, `unknown` last; labels in the language of the texts. */
            bands: {
                /** @description Name in English. */
                name: string;
                /** @description Name of the band for a reader. */
                label: string;
                /** @description Code of the label in the catalogue of /v1/words. */
                label_code: string;
                /** @description Lowest score of the band; null for `unknown`. */
                from: number | null;
                /** @description The band ends below this score; the highest includes 100. Null for `unknown`. */
                to: number | null;
                /** @description A character that fills up with the score: a band is never told by its colour alone. */
                icon: string;
                /** @description sRGB, `#rrggbb`. The colours can be told apart by readers who are colour-blind. */
                colour: string;
                /** @description Colour of text on `colour`, with a contrast of at least 4.5 to 1. */
                text_colour: string;
            }[];
            /** @description Paths on this server. */
            links: {
                /** @description This very thing. */
                self: string;
            };
        };
        /** @description What this service is. */
        Index: {
            /** @description Name in English. */
            name: string;
            /** @description What it is, in words. */
            description: string;
            /** @description Where to go from here: paths on this server. */
            links: {
                [key: string]: string;
            };
        };
    };
    responses: {
        /**
         * @description `invalid_request`: The request has a mistake. A parameter is unknown, given twice, or has a value that is not allowed. `errors` has one entry per mistake, each with what to send instead.
         *
         *     `invalid_cursor`: The cursor does not fit this request. Send `next_cursor` exactly as it was answered and keep the other parameters; only `limit`, `format`, `fields` and `expand` may change between pages.
         *
         *     `malformed_http`: This is not a request we can read. The address or the request is not valid HTTP.
         *
         *     `malformed_body`: The body cannot be read. It is missing, is no valid JSON, or is not UTF-8. `detail` says where reading stopped.
         */
        400: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `key_missing`: An API key is needed. Send your key as `Authorization: Bearer <key>`, as `X-Api-Key: <key>`, or with Basic authentication as the user name.
         *
         *     `key_unknown`: The API key is not known. It was mistyped, cut, or revoked. Keys begin with `cpk_` and have 58 characters. Ask who runs this service for a new one.
         *
         *     `key_expired`: The API key has expired. Ask who runs this service for a new one; two keys of a client can be live at a time, so that you can change over without a gap.
         */
        401: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `scope_missing`: The API key does not allow this. The key is good, but lacks the scope that `detail` names. Ask who runs this service for a key with it.
         *
         *     `second_person_needed`: Somebody else has to do this. Who sent an observation may not release it from quarantine: ask for it with a key of another client that has the scope `admin`.
         */
        403: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `not_found`: There is no such thing here. The address is right, but nothing has that id. Ids are case-sensitive: `Co` is cobalt. `detail` names the nearest one.
         *
         *     `unknown_route`: There is no such address. Nothing is served at this path. `detail` names the nearest one.
         */
        404: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `request_in_flight`: The first request with this Idempotency-Key is still at work. Wait for `Retry-After` seconds and send it again: you then get the answer of the first one.
         *
         *     `write_contention`: Others are changing the same thing. Many requests change one thing at a time, and yours was slower at every try. Wait for `Retry-After` seconds and send it again; `errors` names what was not stored.
         */
        409: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `cursor_superseded`: The pages of this cursor have been replaced. A new run was published between two pages, or you have changed custom suppliers that are in them. Start again without a cursor, so that all your rows are of one state.
         *
         *     `changes_pruned`: These changes are no longer kept. Changes are kept for 400 days. Read the present state where `detail` and the `Link` header say, then follow the feed from a new answer without a cursor.
         */
        410: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `version_conflict`: It has been changed since you read it. Your `If-Match` names an older version. Read it again, apply your change to what is there now, and send that with its `ETag`. */
        412: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `body_too_large`: The body is too large. A body may have at most 1,000,000 bytes. Send less at a time. */
        413: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unsupported_media_type`: The body is of a kind that is not read here. Set `Content-Type` to one that `detail` names. */
        415: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `idempotency_key_reused`: This Idempotency-Key was used for another request. A key stands for one request for 24 hours. Make a new key for a new request, for example a UUID.
         *
         *     `too_large_to_compute`: It is too large to be computed. It is well formed, and has more parts than one score may have. `detail` says how many it has, and how many are allowed.
         */
        422: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `precondition_required`: Say which version you are changing. Send the `ETag` of what you read as `If-Match`, or `If-None-Match: *` to make something new only. */
        428: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `rate_limited`: Too many requests. Wait for `Retry-After` seconds. The `RateLimit` header of every answer says how many requests are left; on one machine there is also a limit to what is computed for you at a time, which `detail` tells. */
        429: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `internal_error`: The fault is ours. It has been recorded. Try again later; if it stays, report the `request_id`. */
        500: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `nothing_published`: No scores have been published yet. The very first run is still at work. Try again after `Retry-After` seconds; /v1/status tells how far it is.
         *
         *     `took_too_long`: It took too long. The answer was not ready in 30 seconds: it was computed for too much at a time, or others were before you. What you stored before is stored.
         *
         *     `temporarily_unavailable`: The store does not answer right now. Try again after `Retry-After` seconds.
         */
        503: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Any other error, in the same shape. */
        default: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description Id of this request, yours if you sent one (8 to 128 letters, digits and . _ = -). Quote it when you report something. */
        "X-Request-Id": string;
        /** @description Send it as `If-None-Match` to get 304 while nothing has changed. */
        ETag: string;
        /** @description Seconds to wait before the next try. */
        "Retry-After": number;
        /** @description Requests that are left, and seconds until all are back: `"default";r=587;t=2`. */
        RateLimit: string;
        /** @description Requests allowed per window of seconds: `"default";q=600;w=60`. */
        "RateLimit-Policy": string;
        /** @description The next page of a CSV or NDJSON answer, with rel="next". */
        Link: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listScores: {
        parameters: {
            query?: {
                /** @description What is ranked. */
                subject_type?: "element" | "supplier" | "country";
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description Several buyers in one answer, comma-separated, in place of `buyer`: `buyers=JPN,USA,EUU&element=Dy`. Each row names its buyer, and its `rank` is the one for that buyer; rows of all buyers are in one order. */
                buyers?: ("JPN" | "USA" | "EUU" | "KOR" | "TWN")[];
                /** @description Only subjects that have to do with this element: itself, its suppliers, countries whose worst element it is. A chemical symbol. */
                element?: string;
                /** @description Only elements or countries whose score comes from this stage of the supply chain. Not with subject_type=supplier. */
                stage?: "mine" | "separation" | "refining" | "metal" | "magnet";
                /** @description Only suppliers with a site in this country, or this country itself: an ISO 3166-1 alpha-3 code. Not with subject_type=element. */
                country?: string;
                /** @description Only this band. `unknown` are subjects without a score. */
                band?: "low" | "guarded" | "elevated" | "high" | "critical" | "unknown";
                /** @description Only subjects with at least this score. Subjects without a score are left out. */
                min_score?: number;
                /** @description Order of the rows; a hyphen in front is descending. Unknown values come last. Ties keep the order of the ranking. */
                sort?: "-score" | "score" | "name" | "-name" | "id" | "-id" | "-coverage" | "coverage" | "-p_stockout_90" | "-expected_days" | "-hhi";
                /** @description Only these fields of each row, comma-separated. `subject` is always there. Not with format=csv, whose columns are fixed. */
                fields?: ("subject" | "buyer" | "status" | "status_reason" | "score" | "band" | "scale" | "interval" | "quantiles" | "bands" | "state" | "may_begin" | "security" | "without_security" | "p_security" | "stage" | "element" | "elements" | "countries" | "rank" | "top_drivers" | "p_stockout_90" | "expected_days" | "cover_days" | "undecided_since" | "pressure_index" | "floor" | "ceiling" | "feed_named" | "share_lost" | "available" | "listed" | "coverage" | "stale_sources" | "data_as_of" | "hhi" | "end_use" | "headline" | "headline_code" | "headline_params" | "methodology" | "basis" | "at_stage" | "run_id" | "as_of" | "known_at" | "computed_at" | "published_then" | "known_exceptions" | "links")[];
                /** @description Put into each row, comma-separated. drivers: every cause, not only the largest. evidence: their sources. stages: the score of each stage of an element. history_90d: the score of the last 90 days. At most 100 rows a page; not with format=csv, nor with what has to be recomputed. */
                expand?: ("drivers" | "evidence" | "stages" | "history_90d")[];
                /** @description Suppliers that you have stored: left out, among those that ship, or alone. Each run scores and ranks them, any number of them (`basis: published`; `rank` is the place among your own). Those that you have stored or changed since are scored for this answer (`basis: on_request`, no rank until the next run); a page has at most 100 of these, in lists of /v1/suppliers 100 rows. Where more than 1,000 were changed since the run, their rows are those of the run, and `known_exceptions` says so; where no run has ranked any yet, up to 1,000 can be put in order of score, and more are read in the order of their ids, in /v1/scores with `custom=only&sort=id`. */
                custom?: "exclude" | "include" | "only";
                /** @description What the buyer uses it for: rules on military users and on advanced chips bind some and not others. Scores of runs are those of civil use; of any other use they are computed for this answer (`basis: recomputed`), on the day of the newest run with the signals that the run has read and the facts that ship with this version. */
                end_use?: "civil" | "defence" | "semiconductor_advanced";
                /** @description Days that your own stock lasts: the score is then the chance that supply falls short for longer than that. When not given what is known of the buyer. The answer is computed (`basis: recomputed`). */
                cover_days?: number;
                /** @description The day the score speaks of; that of the newest run when not given. What was published on it, where it is kept, else recomputed. */
                as_of?: string & (unknown & unknown);
                /** @description Only facts that were public by this day; `as_of` when not given. Any other day is recomputed. */
                known_at?: string & (unknown & unknown);
                /** @description Rows on a page, 1 to 1000; 100 when not given. */
                limit?: number;
                /** @description `next_cursor` of the page before. Keep every other parameter as it was. A cursor is good until the next run is published (410 afterwards: start again). */
                cursor?: string;
                /** @description csv: one header row, RFC 4180. ndjson: one row per line. Both name the next page in the `Link` header. */
                format?: "json" | "csv" | "ndjson";
                /** @description Columns of format=csv. full: everything the JSON has. import_set: fewer, one fact a cell, with a key that never changes, a level in four steps and a whole address; for ServiceNow, Archer and the like. */
                profile?: "full" | "import_set";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the ranking. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScoresPage"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    listChanges: {
        parameters: {
            query?: {
                /** @description Only subjects of this type. */
                subject_type?: "element" | "supplier" | "country";
                /** @description Only changes for this buyer; all buyers when not given. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description The first run of a service has nothing to compare with, so each of its subjects would be new: left out, because what they are is read at `links.resync`; `include` lists them. */
                first_run?: "exclude" | "include";
                /** @description Only changes to which this cause has given or taken points. `unexplained`: those whose reasons could not be worked out. */
                cause?: "new_event" | "data_update" | "data_correction" | "methodology" | "coverage" | "time_passing" | "override" | "lapse" | "takes_effect" | "signal" | "unexplained";
                /** @description Only changes of at least so many points, up or down. Subjects that appear, go, get or lose a score are always there. */
                min_abs_delta?: number;
                /** @description First day of publication, included; as far back as is kept when not given. */
                from?: string & (unknown & unknown);
                /** @description Last day of publication, included; up to the newest when not given. */
                to?: string & (unknown & unknown);
                /** @description Rows on a page, 1 to 1000; 100 when not given. */
                limit?: number;
                /** @description `next_cursor` or `resume_cursor` of an earlier answer: goes on behind it, also after new runs. Keep every other parameter as it was. Good for 400 days (410 with a resync link afterwards). */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes of scores, resumable: applying them in order to any earlier state gives the present one. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangesPage"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getBandChangesFeed: {
        parameters: {
            query?: {
                /** @description Only subjects of this type; all types when not given. */
                subject_type?: "element" | "supplier" | "country";
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes of band as a news feed */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    listElements: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description Rows on a page, 1 to 1000; 100 when not given. */
                limit?: number;
                /** @description `next_cursor` of the page before. Keep every other parameter as it was. A cursor is good until the next run is published (410 afterwards: start again). */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Elements with their current scores. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ElementsPage"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getElement: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
            };
            header?: never;
            path: {
                /** @description Id of the subject: a chemical symbol (`Dy`), a supplier id, or an ISO 3166-1 alpha-3 country code (`CHN`). Case matters. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An element with its current score. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Element"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getElementScore: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description Elements only: the score of this stage of the supply chain alone, for a buyer who buys there; that of the worst stage when not given. It is computed for this answer (`basis: recomputed`) with interval, drivers and all else, and has no rank. */
                stage?: "mine" | "separation" | "refining" | "metal" | "magnet";
                /** @description What the buyer uses it for: rules on military users and on advanced chips bind some and not others. Scores of runs are those of civil use; of any other use they are computed for this answer (`basis: recomputed`), on the day of the newest run with the signals that the run has read and the facts that ship with this version. */
                end_use?: "civil" | "defence" | "semiconductor_advanced";
                /** @description Days that your own stock lasts: the score is then the chance that supply falls short for longer than that. When not given what is known of the buyer. The answer is computed (`basis: recomputed`). */
                cover_days?: number;
                /** @description The day the score speaks of; that of the newest run when not given. What was published on it, where it is kept, else recomputed. */
                as_of?: string & (unknown & unknown);
                /** @description Only facts that were public by this day; `as_of` when not given. Any other day is recomputed. */
                known_at?: string & (unknown & unknown);
                /** @description Language of headline, labels and names: `en` or `ja`; that of `Accept-Language` when not given, else English. */
                lang?: "en" | "ja";
            };
            header?: never;
            path: {
                /** @description Id of the subject: a chemical symbol (`Dy`), a supplier id, or an ISO 3166-1 alpha-3 country code (`CHN`). Case matters. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A score with everything that is needed to read it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Score"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getElementExplanation: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description Elements only: the score of this stage of the supply chain alone, for a buyer who buys there; that of the worst stage when not given. It is computed for this answer (`basis: recomputed`) with interval, drivers and all else, and has no rank. */
                stage?: "mine" | "separation" | "refining" | "metal" | "magnet";
                /** @description What the buyer uses it for: rules on military users and on advanced chips bind some and not others. Scores of runs are those of civil use; of any other use they are computed for this answer (`basis: recomputed`), on the day of the newest run with the signals that the run has read and the facts that ship with this version. */
                end_use?: "civil" | "defence" | "semiconductor_advanced";
                /** @description Days that your own stock lasts: the score is then the chance that supply falls short for longer than that. When not given what is known of the buyer. The answer is computed (`basis: recomputed`). */
                cover_days?: number;
                /** @description The day the score speaks of; that of the newest run when not given. What was published on it, where it is kept, else recomputed. */
                as_of?: string & (unknown & unknown);
                /** @description Only facts that were public by this day; `as_of` when not given. Any other day is recomputed. */
                known_at?: string & (unknown & unknown);
            };
            header?: never;
            path: {
                /** @description Id of the subject: a chemical symbol (`Dy`), a supplier id, or an ISO 3166-1 alpha-3 country code (`CHN`). Case matters. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Why the score is what it is. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getElementReport: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description What the buyer uses it for: rules on military users and on advanced chips bind some and not others. Scores of runs are those of civil use; of any other use they are computed for this answer (`basis: recomputed`), on the day of the newest run with the signals that the run has read and the facts that ship with this version. */
                end_use?: "civil" | "defence" | "semiconductor_advanced";
                /** @description Days that your own stock lasts: the score is then the chance that supply falls short for longer than that. When not given what is known of the buyer. The answer is computed (`basis: recomputed`). */
                cover_days?: number;
                /** @description The day the score speaks of; that of the newest run when not given. What was published on it, where it is kept, else recomputed. */
                as_of?: string & (unknown & unknown);
                /** @description Only facts that were public by this day; `as_of` when not given. Any other day is recomputed. */
                known_at?: string & (unknown & unknown);
                /** @description This very run, as long as its rows are kept: the address that the report has in its foot. Not with `as_of`, `known_at`, `cover_days` or `end_use`, which a run has fixed; a custom supplier is in no run. */
                run?: string;
                /** @description Language of headline, labels and names: `en` or `ja`; that of `Accept-Language` when not given, else English. */
                lang?: "en" | "ja";
            };
            header?: never;
            path: {
                /** @description Id of the subject: a chemical symbol (`Dy`), a supplier id, or an ISO 3166-1 alpha-3 country code (`CHN`). Case matters. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page about one element, for people */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getElementHistory: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description First day, included; a year before `to` when not given. */
                from?: string & (unknown & unknown);
                /** @description Last day, included; the day of the newest run when not given. */
                to?: string & (unknown & unknown);
                /** @description day: every point there is. week, month: the last point of each ISO week or calendar month. */
                interval?: "day" | "week" | "month";
                /** @description Rows on a page, 1 to 1000; 1000 when not given. */
                limit?: number;
                /** @description `next_cursor` of the page before. Keep every other parameter as it was. A cursor is good until the next run is published (410 afterwards: start again). */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Id of the subject: a chemical symbol (`Dy`), a supplier id, or an ISO 3166-1 alpha-3 country code (`CHN`). Case matters. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Scores over time. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getElementChanges: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description Only changes to which this cause has given or taken points. `unexplained`: those whose reasons could not be worked out. */
                cause?: "new_event" | "data_update" | "data_correction" | "methodology" | "coverage" | "time_passing" | "override" | "lapse" | "takes_effect" | "signal" | "unexplained";
                /** @description Only changes of at least so many points, up or down. Subjects that appear, go, get or lose a score are always there. */
                min_abs_delta?: number;
                /** @description First day of publication, included; as far back as is kept when not given. */
                from?: string & (unknown & unknown);
                /** @description Last day of publication, included; up to the newest when not given. */
                to?: string & (unknown & unknown);
                /** @description Rows on a page, 1 to 1000; 100 when not given. */
                limit?: number;
                /** @description `next_cursor` or `resume_cursor` of an earlier answer: goes on behind it, also after new runs. Keep every other parameter as it was. Good for 400 days (410 with a resync link afterwards). */
                cursor?: string;
                /** @description Whether `difference` and `replayed` are in the answer: why the score is another than on the first day, and why it moved in the past that was scored afterwards. `false` answers faster. Never with a cursor. */
                replayed?: "true" | "false";
            };
            header?: never;
            path: {
                /** @description Id of the subject: a chemical symbol (`Dy`), a supplier id, or an ISO 3166-1 alpha-3 country code (`CHN`). Case matters. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes of scores, resumable: applying them in order to any earlier state gives the present one. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangesPage"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    listSuppliers: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description Rows on a page, 1 to 1000; 100 when not given. */
                limit?: number;
                /** @description `next_cursor` of the page before. Keep every other parameter as it was. A cursor is good until the next run is published (410 afterwards: start again). */
                cursor?: string;
                /** @description Suppliers that you have stored: left out, among those that ship, or alone. Each run scores and ranks them, any number of them (`basis: published`; `rank` is the place among your own). Those that you have stored or changed since are scored for this answer (`basis: on_request`, no rank until the next run); a page has at most 100 of these, in lists of /v1/suppliers 100 rows. Where more than 1,000 were changed since the run, their rows are those of the run, and `known_exceptions` says so; where no run has ranked any yet, up to 1,000 can be put in order of score, and more are read in the order of their ids, in /v1/scores with `custom=only&sort=id`. */
                custom?: "exclude" | "include" | "only";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Suppliers with their current scores. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuppliersPage"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getSupplier: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
            };
            header?: never;
            path: {
                /** @description Id of the subject: a chemical symbol (`Dy`), a supplier id, or an ISO 3166-1 alpha-3 country code (`CHN`). Case matters. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A supplier with its sites and its current score. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Supplier"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    putSupplier: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
            };
            header?: {
                /** @description The `ETag` of the version you read, for example `"3"`; `*` for whatever version there is. Needed to change or delete what exists: 428 without it, 412 when somebody was faster. */
                "If-Match"?: string;
                /** @description Your own name of this request, for example a UUID: sent again within 24 hours with the same body it gets the stored answer, and nothing happens twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Your id of the supplier; none of the shipped ones. Case matters. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Name of the company. */
                    name: string;
                    /**
                     * @description Your own ids of it, by system: `{"sap": "0000104711"}`. /v1/lookups finds by them.
                     * @default {}
                     */
                    external_ids?: {
                        [key: string]: string;
                    };
                    /**
                     * @description Legal Entity Identifier, 20 characters.
                     * @default null
                     */
                    lei?: string | null;
                    /**
                     * @description D-U-N-S number, nine digits.
                     * @default null
                     */
                    duns?: string | null;
                    /** @description Sites that mine, separate or make it. */
                    sites: {
                        /** @description Your id of the site; unique among the sites of the supplier. */
                        id: string;
                        /** @description Name of the site. */
                        name: string;
                        /** @description ISO 3166-1 alpha-3 code. */
                        country: string;
                        /**
                         * @description City, where it is known.
                         * @default null
                         */
                        city?: string | null;
                        /**
                         * @description What happens there.
                         * @enum {string}
                         */
                        stage: "mine" | "separation" | "refining" | "metal" | "magnet";
                        /** @description Chemical symbols, as in /v1/elements. */
                        elements: string[];
                        /**
                         * @description Whether the site works now.
                         * @default yes
                         * @enum {string}
                         */
                        operating?: "yes" | "partial" | "no";
                        /**
                         * @description When it starts, where it does not produce yet.
                         * @default null
                         */
                        start_date?: string | null;
                        /**
                         * @description Weighs the sites of the supplier against each other; null: all weigh the same.
                         * @default null
                         */
                        capacity_tonnes_per_year?: number | null;
                        /**
                         * @description Whether its products contain material of Chinese origin; null is unknown.
                         * @default null
                         */
                        china_origin_content?: ("yes" | "no" | "mixed") | null;
                        /**
                         * @description Degrees north.
                         * @default null
                         */
                        latitude?: number | null;
                        /**
                         * @description Degrees east.
                         * @default null
                         */
                        longitude?: number | null;
                    }[];
                    /**
                     * @description What feeds its sites.
                     * @default []
                     */
                    feeds?: {
                        /** @description The site that feeds: one of the supplier itself, or one of a supplier that is in /v1/suppliers. */
                        from: string;
                        /** @description The site of the supplier that is fed. */
                        to: string;
                        /**
                         * @description What it feeds; null: what the site that is fed makes.
                         * @default null
                         */
                        elements?: string[] | null;
                        /**
                         * @description Part of the input that comes from there; null is unknown.
                         * @default null
                         */
                        share_of_input?: number | null;
                        /**
                         * @description Whether the fed site stops without it.
                         * @default unknown
                         * @enum {string}
                         */
                        essential?: "yes" | "no" | "unknown";
                    }[];
                };
            };
        };
        responses: {
            /** @description The supplier as it is stored now; `links.score` leads to its score. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredSupplier"];
                };
            };
            /** @description Made anew. The supplier as it is stored now; `links.score` leads to its score. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredSupplier"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    deleteSupplier: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version you read, for example `"3"`; `*` for whatever version there is. Needed to change or delete what exists: 428 without it, 412 when somebody was faster. */
                "If-Match"?: string;
                /** @description Your own name of this request, for example a UUID: sent again within 24 hours with the same body it gets the stored answer, and nothing happens twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Your id of the supplier; none of the shipped ones. Case matters. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version that ended the supplier. It stays in the record; storing the supplier again makes the next version. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedSupplier"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            412: components["responses"]["412"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    getSupplierScore: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description Elements only: the score of this stage of the supply chain alone, for a buyer who buys there; that of the worst stage when not given. It is computed for this answer (`basis: recomputed`) with interval, drivers and all else, and has no rank. */
                stage?: "mine" | "separation" | "refining" | "metal" | "magnet";
                /** @description What the buyer uses it for: rules on military users and on advanced chips bind some and not others. Scores of runs are those of civil use; of any other use they are computed for this answer (`basis: recomputed`), on the day of the newest run with the signals that the run has read and the facts that ship with this version. */
                end_use?: "civil" | "defence" | "semiconductor_advanced";
                /** @description Days that your own stock lasts: the score is then the chance that supply falls short for longer than that. When not given what is known of the buyer. The answer is computed (`basis: recomputed`). */
                cover_days?: number;
                /** @description The day the score speaks of; that of the newest run when not given. What was published on it, where it is kept, else recomputed. */
                as_of?: string & (unknown & unknown);
                /** @description Only facts that were public by this day; `as_of` when not given. Any other day is recomputed. */
                known_at?: string & (unknown & unknown);
                /** @description Language of headline, labels and names: `en` or `ja`; that of `Accept-Language` when not given, else English. */
                lang?: "en" | "ja";
            };
            header?: never;
            path: {
                /** @description Id of the subject: a chemical symbol (`Dy`), a supplier id, or an ISO 3166-1 alpha-3 country code (`CHN`). Case matters. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A score with everything that is needed to read it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Score"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getSupplierExplanation: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description Elements only: the score of this stage of the supply chain alone, for a buyer who buys there; that of the worst stage when not given. It is computed for this answer (`basis: recomputed`) with interval, drivers and all else, and has no rank. */
                stage?: "mine" | "separation" | "refining" | "metal" | "magnet";
                /** @description What the buyer uses it for: rules on military users and on advanced chips bind some and not others. Scores of runs are those of civil use; of any other use they are computed for this answer (`basis: recomputed`), on the day of the newest run with the signals that the run has read and the facts that ship with this version. */
                end_use?: "civil" | "defence" | "semiconductor_advanced";
                /** @description Days that your own stock lasts: the score is then the chance that supply falls short for longer than that. When not given what is known of the buyer. The answer is computed (`basis: recomputed`). */
                cover_days?: number;
                /** @description The day the score speaks of; that of the newest run when not given. What was published on it, where it is kept, else recomputed. */
                as_of?: string & (unknown & unknown);
                /** @description Only facts that were public by this day; `as_of` when not given. Any other day is recomputed. */
                known_at?: string & (unknown & unknown);
            };
            header?: never;
            path: {
                /** @description Id of the subject: a chemical symbol (`Dy`), a supplier id, or an ISO 3166-1 alpha-3 country code (`CHN`). Case matters. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Why the score is what it is. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getSupplierReport: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description What the buyer uses it for: rules on military users and on advanced chips bind some and not others. Scores of runs are those of civil use; of any other use they are computed for this answer (`basis: recomputed`), on the day of the newest run with the signals that the run has read and the facts that ship with this version. */
                end_use?: "civil" | "defence" | "semiconductor_advanced";
                /** @description Days that your own stock lasts: the score is then the chance that supply falls short for longer than that. When not given what is known of the buyer. The answer is computed (`basis: recomputed`). */
                cover_days?: number;
                /** @description The day the score speaks of; that of the newest run when not given. What was published on it, where it is kept, else recomputed. */
                as_of?: string & (unknown & unknown);
                /** @description Only facts that were public by this day; `as_of` when not given. Any other day is recomputed. */
                known_at?: string & (unknown & unknown);
                /** @description This very run, as long as its rows are kept: the address that the report has in its foot. Not with `as_of`, `known_at`, `cover_days` or `end_use`, which a run has fixed; a custom supplier is in no run. */
                run?: string;
                /** @description Language of headline, labels and names: `en` or `ja`; that of `Accept-Language` when not given, else English. */
                lang?: "en" | "ja";
            };
            header?: never;
            path: {
                /** @description Id of the subject: a chemical symbol (`Dy`), a supplier id, or an ISO 3166-1 alpha-3 country code (`CHN`). Case matters. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page about one supplier, for people */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getSupplierHistory: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description First day, included; a year before `to` when not given. */
                from?: string & (unknown & unknown);
                /** @description Last day, included; the day of the newest run when not given. */
                to?: string & (unknown & unknown);
                /** @description day: every point there is. week, month: the last point of each ISO week or calendar month. */
                interval?: "day" | "week" | "month";
                /** @description Rows on a page, 1 to 1000; 1000 when not given. */
                limit?: number;
                /** @description `next_cursor` of the page before. Keep every other parameter as it was. A cursor is good until the next run is published (410 afterwards: start again). */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Id of the subject: a chemical symbol (`Dy`), a supplier id, or an ISO 3166-1 alpha-3 country code (`CHN`). Case matters. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Scores over time. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getSupplierChanges: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description Only changes to which this cause has given or taken points. `unexplained`: those whose reasons could not be worked out. */
                cause?: "new_event" | "data_update" | "data_correction" | "methodology" | "coverage" | "time_passing" | "override" | "lapse" | "takes_effect" | "signal" | "unexplained";
                /** @description Only changes of at least so many points, up or down. Subjects that appear, go, get or lose a score are always there. */
                min_abs_delta?: number;
                /** @description First day of publication, included; as far back as is kept when not given. */
                from?: string & (unknown & unknown);
                /** @description Last day of publication, included; up to the newest when not given. */
                to?: string & (unknown & unknown);
                /** @description Rows on a page, 1 to 1000; 100 when not given. */
                limit?: number;
                /** @description `next_cursor` or `resume_cursor` of an earlier answer: goes on behind it, also after new runs. Keep every other parameter as it was. Good for 400 days (410 with a resync link afterwards). */
                cursor?: string;
                /** @description Whether `difference` and `replayed` are in the answer: why the score is another than on the first day, and why it moved in the past that was scored afterwards. `false` answers faster. Never with a cursor. */
                replayed?: "true" | "false";
            };
            header?: never;
            path: {
                /** @description Id of the subject: a chemical symbol (`Dy`), a supplier id, or an ISO 3166-1 alpha-3 country code (`CHN`). Case matters. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes of scores, resumable: applying them in order to any earlier state gives the present one. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangesPage"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    listCountries: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description Rows on a page, 1 to 1000; 100 when not given. */
                limit?: number;
                /** @description `next_cursor` of the page before. Keep every other parameter as it was. A cursor is good until the next run is published (410 afterwards: start again). */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Countries with their current scores. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountriesPage"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getCountry: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
            };
            header?: never;
            path: {
                /** @description Id of the subject: a chemical symbol (`Dy`), a supplier id, or an ISO 3166-1 alpha-3 country code (`CHN`). Case matters. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A country with its current score. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Country"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getCountryScore: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description Elements only: the score of this stage of the supply chain alone, for a buyer who buys there; that of the worst stage when not given. It is computed for this answer (`basis: recomputed`) with interval, drivers and all else, and has no rank. */
                stage?: "mine" | "separation" | "refining" | "metal" | "magnet";
                /** @description What the buyer uses it for: rules on military users and on advanced chips bind some and not others. Scores of runs are those of civil use; of any other use they are computed for this answer (`basis: recomputed`), on the day of the newest run with the signals that the run has read and the facts that ship with this version. */
                end_use?: "civil" | "defence" | "semiconductor_advanced";
                /** @description Days that your own stock lasts: the score is then the chance that supply falls short for longer than that. When not given what is known of the buyer. The answer is computed (`basis: recomputed`). */
                cover_days?: number;
                /** @description The day the score speaks of; that of the newest run when not given. What was published on it, where it is kept, else recomputed. */
                as_of?: string & (unknown & unknown);
                /** @description Only facts that were public by this day; `as_of` when not given. Any other day is recomputed. */
                known_at?: string & (unknown & unknown);
                /** @description Language of headline, labels and names: `en` or `ja`; that of `Accept-Language` when not given, else English. */
                lang?: "en" | "ja";
            };
            header?: never;
            path: {
                /** @description Id of the subject: a chemical symbol (`Dy`), a supplier id, or an ISO 3166-1 alpha-3 country code (`CHN`). Case matters. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A score with everything that is needed to read it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Score"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getCountryExplanation: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description Elements only: the score of this stage of the supply chain alone, for a buyer who buys there; that of the worst stage when not given. It is computed for this answer (`basis: recomputed`) with interval, drivers and all else, and has no rank. */
                stage?: "mine" | "separation" | "refining" | "metal" | "magnet";
                /** @description What the buyer uses it for: rules on military users and on advanced chips bind some and not others. Scores of runs are those of civil use; of any other use they are computed for this answer (`basis: recomputed`), on the day of the newest run with the signals that the run has read and the facts that ship with this version. */
                end_use?: "civil" | "defence" | "semiconductor_advanced";
                /** @description Days that your own stock lasts: the score is then the chance that supply falls short for longer than that. When not given what is known of the buyer. The answer is computed (`basis: recomputed`). */
                cover_days?: number;
                /** @description The day the score speaks of; that of the newest run when not given. What was published on it, where it is kept, else recomputed. */
                as_of?: string & (unknown & unknown);
                /** @description Only facts that were public by this day; `as_of` when not given. Any other day is recomputed. */
                known_at?: string & (unknown & unknown);
            };
            header?: never;
            path: {
                /** @description Id of the subject: a chemical symbol (`Dy`), a supplier id, or an ISO 3166-1 alpha-3 country code (`CHN`). Case matters. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Why the score is what it is. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getCountryReport: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description What the buyer uses it for: rules on military users and on advanced chips bind some and not others. Scores of runs are those of civil use; of any other use they are computed for this answer (`basis: recomputed`), on the day of the newest run with the signals that the run has read and the facts that ship with this version. */
                end_use?: "civil" | "defence" | "semiconductor_advanced";
                /** @description Days that your own stock lasts: the score is then the chance that supply falls short for longer than that. When not given what is known of the buyer. The answer is computed (`basis: recomputed`). */
                cover_days?: number;
                /** @description The day the score speaks of; that of the newest run when not given. What was published on it, where it is kept, else recomputed. */
                as_of?: string & (unknown & unknown);
                /** @description Only facts that were public by this day; `as_of` when not given. Any other day is recomputed. */
                known_at?: string & (unknown & unknown);
                /** @description This very run, as long as its rows are kept: the address that the report has in its foot. Not with `as_of`, `known_at`, `cover_days` or `end_use`, which a run has fixed; a custom supplier is in no run. */
                run?: string;
                /** @description Language of headline, labels and names: `en` or `ja`; that of `Accept-Language` when not given, else English. */
                lang?: "en" | "ja";
            };
            header?: never;
            path: {
                /** @description Id of the subject: a chemical symbol (`Dy`), a supplier id, or an ISO 3166-1 alpha-3 country code (`CHN`). Case matters. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page about one country, for people */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getCountryHistory: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description First day, included; a year before `to` when not given. */
                from?: string & (unknown & unknown);
                /** @description Last day, included; the day of the newest run when not given. */
                to?: string & (unknown & unknown);
                /** @description day: every point there is. week, month: the last point of each ISO week or calendar month. */
                interval?: "day" | "week" | "month";
                /** @description Rows on a page, 1 to 1000; 1000 when not given. */
                limit?: number;
                /** @description `next_cursor` of the page before. Keep every other parameter as it was. A cursor is good until the next run is published (410 afterwards: start again). */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Id of the subject: a chemical symbol (`Dy`), a supplier id, or an ISO 3166-1 alpha-3 country code (`CHN`). Case matters. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Scores over time. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getCountryChanges: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description Only changes to which this cause has given or taken points. `unexplained`: those whose reasons could not be worked out. */
                cause?: "new_event" | "data_update" | "data_correction" | "methodology" | "coverage" | "time_passing" | "override" | "lapse" | "takes_effect" | "signal" | "unexplained";
                /** @description Only changes of at least so many points, up or down. Subjects that appear, go, get or lose a score are always there. */
                min_abs_delta?: number;
                /** @description First day of publication, included; as far back as is kept when not given. */
                from?: string & (unknown & unknown);
                /** @description Last day of publication, included; up to the newest when not given. */
                to?: string & (unknown & unknown);
                /** @description Rows on a page, 1 to 1000; 100 when not given. */
                limit?: number;
                /** @description `next_cursor` or `resume_cursor` of an earlier answer: goes on behind it, also after new runs. Keep every other parameter as it was. Good for 400 days (410 with a resync link afterwards). */
                cursor?: string;
                /** @description Whether `difference` and `replayed` are in the answer: why the score is another than on the first day, and why it moved in the past that was scored afterwards. `false` answers faster. Never with a cursor. */
                replayed?: "true" | "false";
            };
            header?: never;
            path: {
                /** @description Id of the subject: a chemical symbol (`Dy`), a supplier id, or an ISO 3166-1 alpha-3 country code (`CHN`). Case matters. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes of scores, resumable: applying them in order to any earlier state gives the present one. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangesPage"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    listCustomSuppliers: {
        parameters: {
            query?: {
                /** @description Rows on a page, 1 to 1000; 100 when not given. */
                limit?: number;
                /** @description `next_cursor` of the page before. Keep every other parameter as it was. A cursor is good until the next run is published (410 afterwards: start again). */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Custom suppliers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomSuppliersPage"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    importSuppliers: {
        parameters: {
            query?: {
                /** @description true: says what would happen, and stores nothing. */
                dry_run?: "true" | "false";
            };
            header?: {
                /** @description Your own name of this request, for example a UUID: sent again within 24 hours with the same body it gets the stored answer, and nothing happens twice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
                "application/x-ndjson": string;
            };
        };
        responses: {
            /** @description What became of each supplier. With a mistake in any row nothing is stored, and every mistake is told with its row and column. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupplierImport"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getSeries: {
        parameters: {
            query?: {
                /** @description Up to 50, comma-separated: `element:Dy,supplier:lynas,country:CHN`. Not needed for signals alone. */
                subjects?: string[];
                /** @description What of them, comma-separated. `state`, `may_begin`, `security`: the three parts of the score. `driver:<kind>`: points of the score from that kind of cause. `signal:<theatre>`: the pressure in a theatre, 0 to 100; it belongs to no subject. */
                metrics?: ("score" | "p05" | "p50" | "p95" | "state" | "may_begin" | "security" | "driver:closure" | "driver:disruption" | "driver:listing" | "driver:measure" | "driver:new_control" | "driver:ramp_up" | "driver:security" | "signal:senkaku" | "signal:taiwan")[];
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description First day, included; a year before `to` when not given. */
                from?: string & (unknown & unknown);
                /** @description Last day, included; the day of the newest run when not given. */
                to?: string & (unknown & unknown);
                /** @description day: every point there is. week, month: the last point of each ISO week or calendar month. */
                interval?: "day" | "week" | "month";
                /** @description long: one row for each time, subject and metric. wide: one row for each time, one column for each subject and metric. */
                shape?: "long" | "wide";
                /** @description csv: one header row, RFC 4180. */
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Values over time. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Series"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    lookUpSubjects: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description For whom the scores of matches are.
                     * @default JPN
                     * @enum {string}
                     */
                    buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                    /** @description What to look up, at most 500. */
                    items: {
                        /**
                         * @description What it is. When not given a supplier is looked for, and where none matches an element or a country with that name or id.
                         * @enum {string}
                         */
                        type?: "supplier" | "element" | "country";
                        /** @description Your own number of the item; is given back, not read. */
                        ref?: string;
                        /** @description Id in this service; case matters. */
                        id?: string;
                        /** @description Legal Entity Identifier (ISO 17442). Blanks and hyphens make no difference. */
                        lei?: string;
                        /** @description DUNS number. */
                        duns?: string;
                        /** @description In any writing; case, accents, punctuation and the legal form make no difference. */
                        name?: string;
                        /** @description Country of a site, to confirm a name: an ISO 3166-1 alpha-3 code. */
                        country?: string;
                        /**
                         * @description Ids in your own systems, by system: found in suppliers that you have stored with them.
                         * @default {}
                         */
                        external_ids?: {
                            [key: string]: string;
                        };
                    }[];
                };
            };
        };
        responses: {
            /** @description What the items mean. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lookups"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    evaluateExposure: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The country where the lines are needed.
                     * @default JPN
                     * @enum {string}
                     */
                    buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                    /** @description Of every line that names none. Nothing is converted: totals are by currency. */
                    currency?: string;
                    /** @description Lines of the request. */
                    lines: {
                        /** @description Your number or name for the line; its place in the list, from 1, when not given. */
                        line?: string | number;
                        /** @description Is given back, not read. */
                        description?: string;
                        /** @description Chemical symbol. */
                        element?: string;
                        /** @description Id or name of a product whose content is known: battery-electric-car, ev-battery-pack, ev-traction-motor, hard-disk-magnet, ndfeb-magnet, smartphone, wind-turbine-direct-drive. The answer to another one lists what is known. */
                        product?: string;
                        /** @description A material in words, for example `dysprosium oxide`: an element, mineral or product. */
                        material?: string;
                        /** @description Who delivers: a supplier that comes with the service or one that you have stored; see /v1/suppliers, /v1/suppliers:custom or /v1/lookups. At most 200 different ones of your own in a request. */
                        supplier_id?: string;
                        /** @description In a year, in `unit`. */
                        quantity?: number;
                        /**
                         * @description Of an element: g, kg or t. Of a product: the unit it is counted in.
                         * @enum {string}
                         */
                        unit?: "g" | "kg" | "t" | "each" | "MW";
                        /** @description In a year, in `currency`. */
                        spend?: number;
                        /** @description Of `spend`; that of the list when not given. */
                        currency?: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description What a bill of materials is exposed to. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exposure"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    listScenarioTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ready-made scenarios, and the numbers of the method that a scenario may set. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioTemplates"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    getScenarioEvaluation: {
        parameters: {
            query?: {
                /** @description The scenario of a `share_url`: its JSON in base64url. Nothing when not given: the scores as they are. */
                scenario?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What scores would be under a scenario. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioEvaluation"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    evaluateScenario: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Start from this template (/v1/scenario-templates); the other fields are added to it.
                     * @enum {string}
                     */
                    template?: "october-2025-controls-return" | "china-stops-heavy-rare-earths" | "japan-embargo-2010" | "taiwan-strait-closed-30" | "taiwan-strait-closed-90" | "taiwan-blockade" | "senkaku-incident-coercion" | "myanmar-border-closed" | "pressure-at-maximum" | "lynas-malaysia-licence-lost" | "stockpile-released";
                    /**
                     * @description The country whose supply is at risk.
                     * @default JPN
                     * @enum {string}
                     */
                    buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                    /**
                     * @description Whose scores are in the answer: elements when not given. Suppliers are those that ship, each along its own chain.
                     * @enum {string}
                     */
                    subject_type?: "element" | "supplier";
                    /** @description Only these in the answer, or the suppliers that deliver one of them; all when not given. */
                    elements?: string[];
                    /** @description The run whose inputs are changed; the newest when not given. Runs are kept for some weeks. */
                    run_id?: string;
                    /**
                     * @description Measures that are in force besides those that are.
                     * @default []
                     */
                    measures_added?: {
                        /** @description embargo, ban, origin_ban, licence, extraterritorial_licence, export_quota, supply_disruption or end_use_broad. */
                        control_class: string;
                        /** @description Countries that restrict. */
                        origins: string[];
                        /** @description Countries it is aimed at; `ALL` is every one. */
                        targets: string[];
                        /** @description Symbols or groups (`@REE`, `@LREE`, `@HREE`). */
                        elements: string[];
                        /** @description `refining` also means `separation`. */
                        stages: ("mine" | "separation" | "refining" | "metal" | "magnet")[];
                        /**
                         * @description Part of the flow that it covers.
                         * @default 1
                         */
                        coverage?: number;
                    }[];
                    /**
                     * @description Ids of measures that end today.
                     * @default []
                     */
                    measures_lifted?: string[];
                    /**
                     * @description Ids of suspended measures that come back today.
                     * @default []
                     */
                    measures_unsuspended?: string[];
                    /**
                     * @description Pressure in a theatre as if it were seen today.
                     * @default {}
                     */
                    pressure?: {
                        /** @description Percentile in its own three years, 0 to 100; 0 is calm. */
                        senkaku?: number;
                        /** @description Percentile in its own three years, 0 to 100; 0 is calm. */
                        taiwan?: number;
                    };
                    /**
                     * @description Lanes or origins that are closed.
                     * @default []
                     */
                    closures?: {
                        /** @description A strait, canal or sea that nothing passes: the part of each flow that passes it, by the table of routes, is lost. */
                        lane?: ("east_china_sea" | "luzon_strait" | "malacca" | "panama" | "south_china_sea" | "suez" | "taiwan_strait") | null;
                        /** @description A country that sends nothing. */
                        origin?: string | null;
                        /** @description The stages that stop; all when not given. */
                        stages?: ("mine" | "separation" | "refining" | "metal" | "magnet")[] | null;
                        /** @description With `origin` and stage `mine`: where its ore is processed; the next stage there loses that feed. */
                        processed_in?: string | null;
                        /** @description The elements that stop, as symbols or groups; all when not given. */
                        elements?: string[] | null;
                        /** @description With `origin`: the buyers that get nothing; all when not given. */
                        targets?: string[] | null;
                        /**
                         * @description Days until it begins.
                         * @default 0
                         */
                        begins?: number;
                        /** @description How long; without an end, so for the whole horizon, when not given. It is certain: stated, not rated. */
                        days?: number | null;
                        /**
                         * @description Part of the flow that is lost.
                         * @default 1
                         */
                        severity?: number;
                    }[];
                    /**
                     * @description Suppliers that deliver nothing for a year.
                     * @default []
                     */
                    suppliers_lost?: {
                        /** @description Id of the supplier. */
                        supplier: string;
                        /** @description Only its sites there. */
                        countries?: string[];
                    }[];
                    /**
                     * @description Stock of the buyer in days.
                     * @default []
                     */
                    cover?: {
                        /** @description All elements when not given. */
                        elements?: string[] | null;
                        /** @description Days of stock in place of what there is. */
                        days?: number | null;
                        /**
                         * @description Multiplies them.
                         * @default 1
                         */
                        factor?: number;
                        /**
                         * @description Is added.
                         * @default 0
                         */
                        add_days?: number;
                    }[];
                    /**
                     * @description Other shares of supply.
                     * @default []
                     */
                    shares?: {
                        /**
                         * @description Share of world supply, or of the imports of the buyer.
                         * @default world
                         * @enum {string}
                         */
                        of?: "world" | "imports";
                        /** @description Chemical symbol of the element. */
                        element: string;
                        /**
                         * @description Stage of the supply chain: mine, separation, refining, metal or magnet.
                         * @enum {string}
                         */
                        stage: "mine" | "separation" | "refining" | "metal" | "magnet";
                        /** @description Country the supply comes from. */
                        origin: string;
                        /** @description Part of the output of the country, 0 to 1. */
                        share: number;
                    }[];
                    /**
                     * @description Numbers of the method, inside the ranges that /v1/scenario-templates lists.
                     * @default {}
                     */
                    parameters?: {
                        [key: string]: number;
                    };
                };
            };
        };
        responses: {
            /** @description What scores would be under a scenario. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioEvaluation"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    listSignals: {
        parameters: {
            query?: {
                /** @description The day the pressure speaks of; that of the newest run when not given. What was published on it, where it is kept, else recomputed. */
                as_of?: string & (unknown & unknown);
                /** @description Only observations that were public by this day; `as_of` when not given. */
                known_at?: string & (unknown & unknown);
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Pressure in the two theatres on a day. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Signals"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    postSignals: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name of this request, for example a UUID: sent again within 24 hours with the same body it gets the stored answer, and nothing happens twice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Each has `series`, `date`, `values`, `source` (who published it), and if known `source_url`, `known_from` (day it became public), `definition`. Counts are whole numbers. taiwan_strait, `date` of the report: `aircraft`, `crossed_median_or_adiz`, `navy_ships`, `official_ships`, null where the report gives none. senkaku: `contiguous_zone_vessels`, `territorial_sea_vessels`. carriers, `date` of the first day, with an `id` of the deployment beside it: `carrier` (name), `scope` (pacific, strait or scs), `end` (last day; null while it goes on), `flight_operations_total`, `covered_to` (day up to which the publications were read; `known_from` when not given). What does not fit goes into quarantine with the reason. */
                    observations: ({
                        /** @description One of taiwan_strait, senkaku, carriers. */
                        series?: unknown;
                    } & {
                        [key: string]: unknown;
                    })[];
                };
            };
        };
        responses: {
            /** @description What became of each observation. All of them are stored when this is answered; a run that reads those that are not in quarantine begins within a minute. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObservationResults"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    listQuarantine: {
        parameters: {
            query?: {
                /** @description Rows on a page, 1 to 1000; 100 when not given. */
                limit?: number;
                /** @description `next_cursor` of the page before. Keep every other parameter as it was. A cursor is good until the next run is published (410 afterwards: start again). */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Observations in quarantine, decided ones too. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantinePage"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    decideQuarantine: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name of this request, for example a UUID: sent again within 24 hours with the same body it gets the stored answer, and nothing happens twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of the observation in quarantine. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description release: it is right after all and is used; only a client that has not sent it may say so. discard: it is wrong and is never used.
                     * @enum {string}
                     */
                    decision: "release" | "discard";
                    /** @description Why; it stays in the record. */
                    note: string;
                };
            };
        };
        responses: {
            /** @description An observation that was decided on. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantinedObservation"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getSignal: {
        parameters: {
            query?: {
                /** @description First day, included; a year before `to` when not given. */
                from?: string & (unknown & unknown);
                /** @description Last day, included; the day of the newest run when not given. */
                to?: string & (unknown & unknown);
                /** @description Rows on a page, 1 to 1000; 400 when not given. */
                limit?: number;
                /** @description `next_cursor` of the page before. Keep every other parameter as it was. A cursor is good until the next run is published (410 afterwards: start again). */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description `senkaku`: Senkaku/Diaoyu islands. `taiwan`: Taiwan Strait, with Chinese aircraft carriers beyond the first island chain. */
                theatre: "senkaku" | "taiwan";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Pressure in a theatre with its days. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Signal"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    listMeasures: {
        parameters: {
            query?: {
                /** @description The day the states speak of; the day of the newest run when not given. */
                on?: string & (unknown & unknown);
                /** @description The same as `on`, under the name that scores have for it. */
                as_of?: string & (unknown & unknown);
                /** @description Only what was public by this day; the day the states speak of when not given. */
                known_at?: string & (unknown & unknown);
                /** @description Only measures in this state on that day. */
                state?: "announced" | "in_force" | "suspended" | "ended";
                /** @description Only rows that restrict supply, that relieve a restriction, or that mitigate (stockpiles, investment, offtake). */
                direction?: "restricts" | "relieves" | "mitigates";
                /** @description Only measures of this country: the one that restricts its exports. */
                origin?: string;
                /** @description Only measures that hit this country, those against all countries included. */
                target?: string;
                /** @description Only measures that reach this element: by its symbol, as part of a group, or as a dual-use good. A chemical symbol. */
                element?: string;
                /** @description Measures that you have stored and that are accepted: left out, among those of the register, or alone. At most 1,000 of them. */
                custom?: "exclude" | "include" | "only";
                /** @description Rows on a page, 1 to 1000; 100 when not given. */
                limit?: number;
                /** @description `next_cursor` of the page before. Keep every other parameter as it was. A cursor is good until the next run is published (410 afterwards: start again). */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Export controls and other policy events, with their state on a day. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeasuresPage"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    postMeasure: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name of this request, for example a UUID: sent again within 24 hours with the same body it gets the stored answer, and nothing happens twice. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What you call it. */
                    title: string;
                    /** @description How it acts on scores: a class of the methodology, for example licence, ban, end_use_broad. */
                    control_class: string;
                    /** @description Countries that restrict their exports. ISO 3166-1 alpha-3 codes. */
                    origins: string[];
                    /** @description Whom it hits: ISO 3166-1 alpha-3 codes, EUU (European Union) or ALL. */
                    targets: string[];
                    /** @description Chemical symbols, as in /v1/elements. */
                    elements: string[];
                    /** @description Goods of which stages. */
                    stages: ("mine" | "separation" | "refining" | "metal" | "magnet")[];
                    /**
                     * Format: date
                     * @description Day from which it was known; scores of earlier days leave it out.
                     */
                    known_from: string;
                    /**
                     * @description First day in force; null for what is only threatened.
                     * @default null
                     */
                    effective_from?: string | null;
                    /**
                     * @description Last day in force; null: no end is stated.
                     * @default null
                     */
                    effective_to?: string | null;
                    /**
                     * @description First day of a suspension.
                     * @default null
                     */
                    suspended_from?: string | null;
                    /**
                     * @description Last day of a suspension; null with a beginning: no end is stated.
                     * @default null
                     */
                    suspended_to?: string | null;
                    /**
                     * @description Where you have it from. A measure without one goes into quarantine.
                     * @default null
                     */
                    citation?: {
                        /** @description Who says so. */
                        source: string;
                        /**
                         * Format: uri
                         * @description Where it can be read.
                         */
                        source_url: string;
                    } | null;
                    /**
                     * @description Your remark.
                     * @default null
                     */
                    note?: string | null;
                };
            };
        };
        responses: {
            /** @description A custom measure. Nobody else sees it, and no published score depends on it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomMeasure"];
                };
            };
            /** @description Made anew. A custom measure. Nobody else sees it, and no published score depends on it. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomMeasure"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    listSecurityEvents: {
        parameters: {
            query?: {
                /** @description Only events on or after this day. */
                from?: string & (unknown & unknown);
                /** @description Only events on or before this day. */
                to?: string & (unknown & unknown);
                /** @description Only what was public by this day; the day of the newest run when not given. Not after that day. */
                known_at?: string & (unknown & unknown);
                /** @description Only events of this kind, for example airspace_violation, survey_ship_eez, coast_guard_pursuit. */
                kind?: string;
                /** @description Only events near this place, for example okinawa, yonaguni, miyako. */
                near?: string;
                /** @description Rows on a page, 1 to 1000; 100 when not given. */
                limit?: number;
                /** @description `next_cursor` of the page before. Keep every other parameter as it was. A cursor is good until the next run is published (410 afterwards: start again). */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events in the waters and airspace around Japan, and scrambles of its air force. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityEvents"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    listControlEvents: {
        parameters: {
            query?: {
                /** @description Only what was announced, or else became public, on or after this day. */
                from?: string & (unknown & unknown);
                /** @description Only what was announced, or else became public, on or before this day. */
                to?: string & (unknown & unknown);
                /** @description Only what was public by this day; the day of the newest run when not given. Not after that day. */
                known_at?: string & (unknown & unknown);
                /** @description Only what happened in this country: the one whose exports it concerns. */
                origin?: string;
                /** @description Only what concerns this element. A chemical symbol. */
                element?: string;
                /** @description Rows on a page, 1 to 1000; 100 when not given. */
                limit?: number;
                /** @description `next_cursor` of the page before. Keep every other parameter as it was. A cursor is good until the next run is published (410 afterwards: start again). */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Restrictions of exports and stoppages of supply worldwide, from which the rate of new controls is learned. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControlEvents"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    listSources: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where the facts come from, how fresh they are, and what their licences allow. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sources"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getMap: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description Only sites and countries of this element, by symbol; all when not given. Case matters. */
                element?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A map as GeoJSON (RFC 7946) with the scores of a buyer. A point is no statement about borders or sovereignty. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Map"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    listCustomMeasures: {
        parameters: {
            query?: {
                /** @description Only those that count on request, or only those that wait for you; both when not given. */
                status?: "accepted" | "quarantined";
                /** @description Rows on a page, 1 to 1000; 100 when not given. */
                limit?: number;
                /** @description `next_cursor` of the page before. Keep every other parameter as it was. A cursor is good until the next run is published (410 afterwards: start again). */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Custom measures. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomMeasuresPage"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    getElementWithCustomMeasures: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
            };
            header?: never;
            path: {
                /** @description Id of the subject: a chemical symbol (`Dy`), a supplier id, or an ISO 3166-1 alpha-3 country code (`CHN`). Case matters. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An element as the run scored it, and with your measures. Computed for this answer from the facts that the run pinned. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ElementWithCustomMeasures"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    releaseMeasure: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name of this request, for example a UUID: sent again within 24 hours with the same body it gets the stored answer, and nothing happens twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of a measure of yours. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Why it is right after all; it stays in the record. */
                    note: string;
                };
            };
        };
        responses: {
            /** @description A custom measure. Nobody else sees it, and no published score depends on it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomMeasure"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    deleteMeasure: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version you read, for example `"3"`; `*` for whatever version there is. Needed to change or delete what exists: 428 without it, 412 when somebody was faster. */
                "If-Match"?: string;
                /** @description Your own name of this request, for example a UUID: sent again within 24 hours with the same body it gets the stored answer, and nothing happens twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Id of a measure of yours. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A custom measure. Nobody else sees it, and no published score depends on it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomMeasure"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            412: components["responses"]["412"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    getAlertRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Your id of the rule. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A rule as it is stored now. Nobody else sees it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredAlertRule"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    putAlertRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version you read, for example `"3"`; `*` for whatever version there is. Needed to change or delete what exists: 428 without it, 412 when somebody was faster. */
                "If-Match"?: string;
                /** @description Your own name of this request, for example a UUID: sent again within 24 hours with the same body it gets the stored answer, and nothing happens twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Your id of the rule. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Title of the rule for people: its alerts carry it. */
                    name: string;
                    /** @description Whose scores are watched. */
                    subjects: {
                        /**
                         * @description Type of the subjects.
                         * @enum {string}
                         */
                        type: "element" | "supplier" | "country";
                        /**
                         * @description Ids of subjects that runs score; null: all of the type.
                         * @default null
                         */
                        ids?: string[] | null;
                    };
                    /**
                     * @description For whom: JPN, USA, EUU, KOR, TWN.
                     * @default [
                     *       "JPN"
                     *     ]
                     */
                    buyers?: ("JPN" | "USA" | "EUU" | "KOR" | "TWN")[];
                    /** @description The rule fires when any of these holds. */
                    when: {
                        /**
                         * @description Any move of the score from `min_points` on, which then has to be above 0.
                         * @default false
                         */
                        any_move?: boolean;
                        /**
                         * @description The score went from one band to another.
                         * @default false
                         */
                        band_crossing?: boolean;
                        /**
                         * @description `outside_interval`: the new score lies outside the interval (5th to 95th percentile) of the one before. `beyond_uncertainty`: the difference is larger than what is uncertain in both scores together, which is stricter.
                         * @default null
                         */
                        jump?: ("outside_interval" | "beyond_uncertainty") | null;
                        /**
                         * @description A measure that hits one of the buyers and names one of the subjects came into force, or is in force again after a suspension.
                         * @default false
                         */
                        measure_in_force?: boolean;
                        /**
                         * @description Such a measure, or its suspension, ends within so many days. Null: not asked.
                         * @default null
                         */
                        expiry_within_days?: number | null;
                    };
                    /**
                     * @description Which way the score has to move: up, down or either.
                     * @default either
                     * @enum {string}
                     */
                    direction?: "up" | "down" | "either";
                    /**
                     * @description Least points of a move, for every condition about scores: keeps a score at the limit of a band from ringing every night.
                     * @default 0
                     */
                    min_points?: number;
                    /**
                     * @description Causes that count: a condition has to hold with their points alone, too. All but `data_correction` (a source was revised) and `methodology` when not given.
                     * @default [
                     *       "new_event",
                     *       "data_update",
                     *       "coverage",
                     *       "time_passing",
                     *       "override",
                     *       "lapse",
                     *       "takes_effect",
                     *       "signal",
                     *       "unexplained"
                     *     ]
                     */
                    causes?: ("new_event" | "data_update" | "data_correction" | "methodology" | "coverage" | "time_passing" | "override" | "lapse" | "takes_effect" | "signal" | "unexplained")[];
                    /**
                     * @description false: the rule is kept and does not fire.
                     * @default true
                     */
                    enabled?: boolean;
                };
            };
        };
        responses: {
            /** @description A rule as it is stored now. Nobody else sees it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredAlertRule"];
                };
            };
            /** @description Made anew. A rule as it is stored now. Nobody else sees it. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredAlertRule"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    deleteAlertRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version you read, for example `"3"`; `*` for whatever version there is. Needed to change or delete what exists: 428 without it, 412 when somebody was faster. */
                "If-Match"?: string;
                /** @description Your own name of this request, for example a UUID: sent again within 24 hours with the same body it gets the stored answer, and nothing happens twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Your id of the rule. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version that ended it. Storing it again makes the next version. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ended"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            412: components["responses"]["412"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    listAlertRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Alert rules of your own. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRules"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    rehearseAlertRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Your id of the rule. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How often a rule would have fired in the 52 weeks before the newest run. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRehearsal"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    rehearseNewAlertRule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Title of the rule for people: its alerts carry it. */
                    name: string;
                    /** @description Whose scores are watched. */
                    subjects: {
                        /**
                         * @description Type of the subjects.
                         * @enum {string}
                         */
                        type: "element" | "supplier" | "country";
                        /**
                         * @description Ids of subjects that runs score; null: all of the type.
                         * @default null
                         */
                        ids?: string[] | null;
                    };
                    /**
                     * @description For whom: JPN, USA, EUU, KOR, TWN.
                     * @default [
                     *       "JPN"
                     *     ]
                     */
                    buyers?: ("JPN" | "USA" | "EUU" | "KOR" | "TWN")[];
                    /** @description The rule fires when any of these holds. */
                    when: {
                        /**
                         * @description Any move of the score from `min_points` on, which then has to be above 0.
                         * @default false
                         */
                        any_move?: boolean;
                        /**
                         * @description The score went from one band to another.
                         * @default false
                         */
                        band_crossing?: boolean;
                        /**
                         * @description `outside_interval`: the new score lies outside the interval (5th to 95th percentile) of the one before. `beyond_uncertainty`: the difference is larger than what is uncertain in both scores together, which is stricter.
                         * @default null
                         */
                        jump?: ("outside_interval" | "beyond_uncertainty") | null;
                        /**
                         * @description A measure that hits one of the buyers and names one of the subjects came into force, or is in force again after a suspension.
                         * @default false
                         */
                        measure_in_force?: boolean;
                        /**
                         * @description Such a measure, or its suspension, ends within so many days. Null: not asked.
                         * @default null
                         */
                        expiry_within_days?: number | null;
                    };
                    /**
                     * @description Which way the score has to move: up, down or either.
                     * @default either
                     * @enum {string}
                     */
                    direction?: "up" | "down" | "either";
                    /**
                     * @description Least points of a move, for every condition about scores: keeps a score at the limit of a band from ringing every night.
                     * @default 0
                     */
                    min_points?: number;
                    /**
                     * @description Causes that count: a condition has to hold with their points alone, too. All but `data_correction` (a source was revised) and `methodology` when not given.
                     * @default [
                     *       "new_event",
                     *       "data_update",
                     *       "coverage",
                     *       "time_passing",
                     *       "override",
                     *       "lapse",
                     *       "takes_effect",
                     *       "signal",
                     *       "unexplained"
                     *     ]
                     */
                    causes?: ("new_event" | "data_update" | "data_correction" | "methodology" | "coverage" | "time_passing" | "override" | "lapse" | "takes_effect" | "signal" | "unexplained")[];
                    /**
                     * @description false: the rule is kept and does not fire.
                     * @default true
                     */
                    enabled?: boolean;
                };
            };
        };
        responses: {
            /** @description How often a rule would have fired in the 52 weeks before the newest run. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRehearsal"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                /** @description Rows on a page, 1 to 1000; 100 when not given. */
                limit?: number;
                /** @description `next_cursor` or `resume_cursor` of an earlier answer: goes on behind it, also after new runs. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Alerts of your rules, kept for 400 days. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertsPage"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    getAlertsFeed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Alerts as a news feed */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Your id of the webhook. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A webhook as it is stored now. Nobody else sees it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredWebhook"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    putWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version you read, for example `"3"`; `*` for whatever version there is. Needed to change or delete what exists: 428 without it, 412 when somebody was faster. */
                "If-Match"?: string;
                /** @description Your own name of this request, for example a UUID: sent again within 24 hours with the same body it gets the stored answer, and nothing happens twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Your id of the webhook. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uri
                     * @description Where alerts are sent: https, a public address, no user name. On one machine while access is open also http://127.0.0.1 and addresses of your own network.
                     */
                    url: string;
                    /**
                     * @description Only alerts of these rules; null: of all.
                     * @default null
                     */
                    rules?: string[] | null;
                    /**
                     * @description false: nothing is sent. A receiver that answers 410 sets it, too.
                     * @default true
                     */
                    enabled?: boolean;
                    /**
                     * @description true: makes another secret. For a day deliveries carry a signature by the old one, too.
                     * @default false
                     */
                    new_secret?: boolean;
                };
            };
        };
        responses: {
            /** @description A webhook as it is stored now. Nobody else sees it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredWebhook"];
                };
            };
            /** @description Made anew. A webhook as it is stored now. Nobody else sees it. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredWebhook"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            412: components["responses"]["412"];
            413: components["responses"]["413"];
            415: components["responses"]["415"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version you read, for example `"3"`; `*` for whatever version there is. Needed to change or delete what exists: 428 without it, 412 when somebody was faster. */
                "If-Match"?: string;
                /** @description Your own name of this request, for example a UUID: sent again within 24 hours with the same body it gets the stored answer, and nothing happens twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Your id of the webhook. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version that ended it. Storing it again makes the next version. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ended"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            412: components["responses"]["412"];
            422: components["responses"]["422"];
            428: components["responses"]["428"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Webhooks of your own. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhooks"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name of this request, for example a UUID: sent again within 24 hours with the same body it gets the stored answer, and nothing happens twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Your id of the webhook. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A message to a webhook, and what became of it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /** @description Made anew. A message to a webhook, and what became of it. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description Rows on a page, 1 to 1000; 50 when not given. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Your id of the webhook. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Messages to a webhook. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveries"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    replayDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your own name of this request, for example a UUID: sent again within 24 hours with the same body it gets the stored answer, and nothing happens twice. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Your id of the webhook. */
                id: string;
                /** @description Id of the delivery. */
                delivery: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A message to a webhook, and what became of it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            409: components["responses"]["409"];
            422: components["responses"]["422"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    listAudit: {
        parameters: {
            query?: {
                /** @description First day (UTC); 30 days before `to` when not given. */
                from?: string & (unknown & unknown);
                /** @description Last day (UTC); today when not given. */
                to?: string & (unknown & unknown);
                /** @description Rows on a page, 1 to 1000; 100 when not given. */
                limit?: number;
                /** @description `next_cursor` of the page before. Keep every other parameter as it was. A cursor is good until the next run is published (410 afterwards: start again). */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what. Kept for 400 days. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    listRuns: {
        parameters: {
            query?: {
                /** @description Rows on a page, 1 to 1000; 20 when not given. */
                limit?: number;
                /** @description `next_cursor` of the page before. Keep every other parameter as it was. A cursor is good until the next run is published (410 afterwards: start again). */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Runs. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunsPage"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of the run. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A run: what was used, what was left out, what came out. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getTrackRecord: {
        parameters: {
            query?: {
                /** @description Whose misses are listed: those of the score, of what was in force, or of what began. */
                outcome?: "score" | "state" | "new_event";
                /** @description Rows on a page, 1 to 1000; 20 when not given. */
                limit?: number;
                /** @description `next_cursor` of the page before. Keep every other parameter as it was. A cursor is good until the next run is published (410 afterwards: start again). */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What published runs have forecast, and what happened. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackRecord"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    listTrackRecordLinks: {
        parameters: {
            query?: {
                /** @description From the first link, or from the head. */
                order?: "oldest_first" | "newest_first";
                /** @description Rows on a page, 1 to 1000; 100 when not given. */
                limit?: number;
                /** @description `next_cursor` of the page before. Keep every other parameter as it was. It stays good when runs are published. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Links of the chain over published runs. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackRecordLinks"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            410: components["responses"]["410"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getTrackRecordForecasts: {
        parameters: {
            query?: {
                /** @description Subjects of the sheet. */
                subject_type?: "element" | "supplier" | "country";
                /** @description Buyer of the sheet. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                /** @description Part of the sheet, from 0; `parts` of the link lists them. */
                part?: number;
            };
            header?: never;
            path: {
                /** @description Id of a run that the chain has. */
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forecasts of a published run, as canonical JSON: hash the bytes as they come. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForecastSheet"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    listMethodologies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The method of this service; there is one. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Methodologies"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    getMethodology: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description For example 3.0.0; /v1/methodologies has it. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The method: the document that the scorer reads. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Methodology"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            404: components["responses"]["404"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    getHealth: {
        parameters: {
            query?: {
                /** @description `ready`: 200 when there are scores to serve, 503 until the first run is published. Not given: 200 whenever the service runs. */
                probe?: "ready";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The service answers. For the state of the data see /v1/status. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Freshness of the data. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getMetrics: {
        parameters: {
            query?: {
                /** @description The country whose supply is at risk: Japan, United States, European Union, South Korea or Taiwan. The same element has different scores for different buyers. */
                buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Scores as metrics for Prometheus */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/openmetrics-text": string;
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            503: components["responses"]["503"];
            default: components["responses"]["default"];
        };
    };
    getWords: {
        parameters: {
            query?: {
                /** @description Language of the texts: `en` or `ja`. */
                lang?: "en" | "ja";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The catalogue of texts that responses name by code. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Words"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            401: components["responses"]["401"];
            403: components["responses"]["403"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description This contract as OpenAPI 3.1 */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    getDocs: {
        parameters: {
            query?: {
                /** @description A resource (`scores`, `custom-data`), an object (`Score`), `access`, `objects` or `errors`; the index when not given. */
                page?: string;
                /** @description Words to look for in operations, fields and errors. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Reference page */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
    getIndex: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What this service is. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Index"];
                };
            };
            /** @description Nothing has changed since the answer with the ETag that you sent. */
            304: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["400"];
            429: components["responses"]["429"];
            500: components["responses"]["500"];
            default: components["responses"]["default"];
        };
    };
}
