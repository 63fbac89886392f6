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
         * @description The ranking of elements, suppliers or countries for a buyer, highest score first; filtered, sorted, as JSON, CSV or NDJSON.
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
         * @description The probability, in percent, that within 365 days a supply disruption starts that outlasts the stocks of the buyer; with band, interval, main drivers, coverage and the run it comes from.
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
         * @description Everything the score is made of: every driver with its points (they sum to the score), stages of the supply chain, measures in force, what-ifs, and the facts with their sources.
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
         * @description The catalogue of suppliers in the order of their ids, each with its current score for the buyer. For a ranking use /v1/scores.
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
         * @description The catalogue entry of one supplier with its current score for the buyer.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getSupplier"];
        put?: never;
        post?: never;
        delete?: never;
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
         * @description The probability, in percent, that within 365 days a supply disruption starts that outlasts the stocks of the buyer; with band, interval, main drivers, coverage and the run it comes from.
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
         * @description Everything the score is made of: every driver with its points (they sum to the score), stages of the supply chain, measures in force, what-ifs, and the facts with their sources.
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
    "/v1/suppliers/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get earlier scores of one supplier
         * @description Scores over time, oldest first. Each point says whether it was published on its day or replayed later.
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
         * @description Every change of the published score of the supplier, oldest first, split by cause and by driver; both splits sum to the change exactly.
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
         * @description The probability, in percent, that within 365 days a supply disruption starts that outlasts the stocks of the buyer; with band, interval, main drivers, coverage and the run it comes from.
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
         * @description Everything the score is made of: every driver with its points (they sum to the score), stages of the supply chain, measures in force, what-ifs, and the facts with their sources.
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
    "/v1/scenario-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ready-made scenarios
         * @description What-if questions to start from, each as the changes it makes, and the parameters of the method that a scenario may set.
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
         * @description Scores all elements for a buyer again under a scenario: measures added, lifted or back from suspension, signals, closed lanes and origins, lost suppliers, stock, shares, parameters, or a template with any of these on top. Stores nothing. `share_url` gives the same answer again.
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
         * State of the three security signals
         * @description How unusual activity around Taiwan, the Senkaku/Diaoyu islands and Chinese carriers is, against their own recent past.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["listSignals"];
        put?: never;
        post?: never;
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
         * One security signal with its days
         * @description State, raw counts, tail probability and history of one signal.
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
    "/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Runs, newest first
         * @description Every computation of all scores: inputs, methodology, code, what was left out, and how it ended.
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
    "/v1/methodologies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Published methodologies
         * @description The versions of the method that scores are computed with.
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
         * One methodology
         * @description Every parameter with unit, basis and source; bands with their colours; known limitations. It is the document the scorer reads.
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
    "/v1/backtest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How good the score has been
         * @description The method held against what happened since 2010: the whole score, each signal, base rates and indices; with intervals, the number of variants tried, and a reading in plain words. Negative results included.
         *
         *     Needs a key with the scope `scores:read` where access is not open.
         */
        get: operations["getBackTest"];
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
         * Whether the service answers
         * @description For load balancers and monitors. Reads nothing.
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
         * @description The run that readers see, the run that was begun last, freshness of every signal and source, and a degraded flag with reasons.
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
         * @description Every score of a buyer with its interval, the three security signals, and the run they are of, as OpenMetrics. What is unknown has no sample. Values change once a run, so a scrape every few minutes is enough. The age of the run is `time() - chokepoint_run_published_timestamp_seconds`.
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
         * @description This contract as one page to read; needs no internet.
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
            id: string;
            name: string;
        };
        /** @description How to read the number. */
        Scale: {
            min: number;
            max: number;
            /** @description `higher_is_riskier`. */
            direction: string;
            unit: string;
        };
        /** @description Where the score lies when the uncertain inputs are varied: 90 % of the draws are between p05 and p95. */
        Interval: {
            p05: number;
            p50: number;
            p95: number;
            method: string;
            draws: number;
        };
        /** @description Place in the ranking of this type of subject for this buyer. */
        Rank: {
            /** @description 1 is the highest score. */
            position: number;
            /** @description Subjects with a score. */
            of: number;
            p05: number | null;
            p95: number | null;
        };
        /** @description A reason for the score. */
        Driver: {
            /** @description The hazard, for example `active_control:CHN`. */
            id: string;
            /** @description active_control, new_control, transit, origin_instability or facility. */
            kind: string;
            /** @description Points of the score that come from this hazard. All hazards together sum to the score. */
            points: number;
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
            self: string;
            subject: string;
            explanation: string;
            history: string;
            methodology: string;
            run: string;
        };
        /** @description Paths on this server. */
        PageLinks: {
            self: string;
            /** @description Path of the next page; null at the end. */
            next: string | null;
        };
        /** @description A score with everything that is needed to read it. */
        Score: {
            subject: components["schemas"]["Subject"];
            /** @description The country whose supply is at risk. */
            buyer: string;
            /** @description `scored` or `insufficient_data`. More may be added. */
            status: string;
            /** @description Why there is no score; null when there is one. */
            status_reason: string | null;
            /** @description 100 times the probability that within the next 365 days a supply disruption starts that outlasts the stocks of the buyer. Null is unknown, never 0. */
            score: number | null;
            /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
            band: string;
            scale: components["schemas"]["Scale"];
            interval: components["schemas"]["Interval"] | null;
            /** @description The same score with the three security signals at rest. */
            score_without_signals: number | null;
            /** @description Stage of the supply chain the score comes from; null for suppliers and without a score. */
            stage: string | null;
            /** @description For countries: the element the score comes from. */
            element: string | null;
            /** @description Elements the subject has to do with. */
            elements: string[];
            /** @description Suppliers: countries of their sites. Countries: the country itself. */
            countries: string[];
            rank: components["schemas"]["Rank"] | null;
            top_drivers: components["schemas"]["Driver"][];
            /** @description Probability that the buyer runs out within 90 days. */
            p_stockout_90: number | null;
            /** @description Probability that the buyer runs out within 365 days. */
            p_stockout_365: number | null;
            /** @description Expected days without supply. */
            expected_days: number | null;
            /** @description Expected tonnes short. */
            expected_tonnes: number | null;
            /** @description Part of the inputs that is known, 0 to 1. */
            coverage: number | null;
            /** @description Inputs that are too old to be taken at face value. */
            stale_sources: string[];
            /** @description Newest day any observation of the security signals speaks of. */
            data_as_of: string | null;
            /** @description Concentration of world supply at the stage of the score (Herfindahl-Hirschman, 0 to 1). Not part of the score. */
            hhi: number | null;
            /** @description The score under the other published methodologies. */
            alternatives: {
                [key: string]: number | null;
            };
            methodology: components["schemas"]["MethodologyReference"];
            /** @description The run that computed it; see /v1/runs/{id}. */
            run_id: string;
            /** @description Day the score speaks of. */
            as_of: string;
            /** @description Only facts that were public by this day were used. */
            known_at: string;
            /** @description RFC 3339, UTC, ends with Z. */
            computed_at: string;
            links: components["schemas"]["ScoreLinks"];
        };
        /** @description A score. All fields are there unless the `fields` parameter chose some; `subject` always is. */
        ScoreRow: {
            subject: components["schemas"]["Subject"];
            /** @description The country whose supply is at risk. */
            buyer?: string;
            /** @description `scored` or `insufficient_data`. More may be added. */
            status?: string;
            /** @description Why there is no score; null when there is one. */
            status_reason?: string | null;
            /** @description 100 times the probability that within the next 365 days a supply disruption starts that outlasts the stocks of the buyer. Null is unknown, never 0. */
            score?: number | null;
            /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
            band?: string;
            scale?: components["schemas"]["Scale"];
            interval?: components["schemas"]["Interval"] | null;
            /** @description The same score with the three security signals at rest. */
            score_without_signals?: number | null;
            /** @description Stage of the supply chain the score comes from; null for suppliers and without a score. */
            stage?: string | null;
            /** @description For countries: the element the score comes from. */
            element?: string | null;
            /** @description Elements the subject has to do with. */
            elements?: string[];
            /** @description Suppliers: countries of their sites. Countries: the country itself. */
            countries?: string[];
            rank?: components["schemas"]["Rank"] | null;
            top_drivers?: components["schemas"]["Driver"][];
            /** @description Probability that the buyer runs out within 90 days. */
            p_stockout_90?: number | null;
            /** @description Probability that the buyer runs out within 365 days. */
            p_stockout_365?: number | null;
            /** @description Expected days without supply. */
            expected_days?: number | null;
            /** @description Expected tonnes short. */
            expected_tonnes?: number | null;
            /** @description Part of the inputs that is known, 0 to 1. */
            coverage?: number | null;
            /** @description Inputs that are too old to be taken at face value. */
            stale_sources?: string[];
            /** @description Newest day any observation of the security signals speaks of. */
            data_as_of?: string | null;
            /** @description Concentration of world supply at the stage of the score (Herfindahl-Hirschman, 0 to 1). Not part of the score. */
            hhi?: number | null;
            /** @description The score under the other published methodologies. */
            alternatives?: {
                [key: string]: number | null;
            };
            methodology?: components["schemas"]["MethodologyReference"];
            /** @description The run that computed it; see /v1/runs/{id}. */
            run_id?: string;
            /** @description Day the score speaks of. */
            as_of?: string;
            /** @description Only facts that were public by this day were used. */
            known_at?: string;
            /** @description RFC 3339, UTC, ends with Z. */
            computed_at?: string;
            links?: components["schemas"]["ScoreLinks"];
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
        } & {
            [key: string]: unknown;
        };
        /** @description A site of a supplier: what it makes, and where. */
        SupplierSite: {
            id: string;
            name: string;
            city: string | null;
            country: string;
            stage: string;
            elements: string[];
            product: string | null;
            /** @description yes, partial or no; null is unknown. */
            operating: string | null;
            status: string;
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
            state: number | null;
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
            p05: number | null;
            p50: number | null;
            p95: number | null;
            score_without_signals: number | null;
            stage: string | null;
            /** @description Kind of hazard -> points. */
            drivers: {
                [key: string]: number;
            };
            /** @description Version of the methodology. */
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
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
            subject_type: string;
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
                buyer: string;
                score_before: number | null;
                /** @description The published score from now on; null is unknown, never 0. */
                score_after: number | null;
                /** @description score_after - score_before, exactly, in hundredths; null when one of them is unknown. */
                delta: number | null;
                band_before: string | null;
                band_after: string | null;
                stage_before: string | null;
                stage_after: string | null;
                /** @description `scored` or `insufficient_data`; null for a removed subject. */
                status_after: string | null;
                /** @description Points by cause; they sum to `delta` exactly. Time passes first, the other causes share what is left by their Shapley values. Null without a delta. */
                by_cause: {
                    new_event: number;
                    data_update: number;
                    data_correction: number;
                    methodology: number;
                    coverage: number;
                    time_passing: number;
                    override: number;
                } | null;
                /** @description Points by hazard, largest first, those that moved; they sum to `delta` exactly. */
                by_driver: {
                    id: string;
                    points: number;
                }[];
                /** @description What changed in the inputs, at most twelve entries. */
                reasons: {
                    cause: string;
                    /** @description A measure, a signal, or the path of an input. */
                    what: string;
                }[];
                /** @description The change in one sentence. */
                summary: string;
                /** @description Version that the new score was computed with. */
                methodology: string | null;
                /** @description Day the new score speaks of. */
                as_of: string;
                previous_as_of: string | null;
                /** @description The run that published the new score. */
                run_id: string;
                previous_run_id: string | null;
                /** @description When that run began. RFC 3339, UTC. */
                computed_at: string;
                /** @description Paths on this server. */
                links: {
                    score: string;
                    explanation: string;
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
            /** @description First day of publication that is still kept. */
            kept_from: string | null;
            /** @description Paths on this server. */
            links: {
                self: string;
                next: string | null;
                /** @description The present state, to begin from. */
                resync: string;
            };
        };
        /** @description Elements with their current scores. */
        ElementsPage: {
            /** @description In byte order of id. */
            data: ({
                /** @description Chemical symbol; graphite is `C`, fluorspar `CaF2`. */
                id: string;
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
                price_usd_per_kg: number | null;
                /** @description Part of the supply that is a by-product of another metal, 0 to 1. */
                byproduct_share: number | null;
                main_end_uses: string | null;
                evidence: components["schemas"]["Evidence"];
                /** @description The current score for the buyer; null when the run has none for this subject. */
                score: components["schemas"]["Score"] | null;
                /** @description Paths on this server. */
                links: {
                    self: string;
                    score: string;
                    explanation: string;
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
            buyer: string;
            links: components["schemas"]["PageLinks"];
        };
        /** @description An element with its current score. */
        Element: {
            /** @description Chemical symbol; graphite is `C`, fluorspar `CaF2`. */
            id: string;
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
            price_usd_per_kg: number | null;
            /** @description Part of the supply that is a by-product of another metal, 0 to 1. */
            byproduct_share: number | null;
            main_end_uses: string | null;
            evidence: components["schemas"]["Evidence"];
            /** @description The current score for the buyer; null when the run has none for this subject. */
            score: components["schemas"]["Score"] | null;
            /** @description Paths on this server. */
            links: {
                self: string;
                score: string;
                explanation: string;
                history: string;
            };
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
            buyer: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Why the score is what it is. */
        Explanation: {
            subject: components["schemas"]["Subject"];
            /** @description The country whose supply is at risk. */
            buyer: string;
            /** @description `scored` or `insufficient_data`. More may be added. */
            status: string;
            /** @description Why there is no score; null when there is one. */
            status_reason: string | null;
            /** @description 100 times the probability that within the next 365 days a supply disruption starts that outlasts the stocks of the buyer. Null is unknown, never 0. */
            score: number | null;
            /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
            band: string;
            scale: components["schemas"]["Scale"];
            interval: components["schemas"]["Interval"] | null;
            /** @description The same score with the three security signals at rest. */
            score_without_signals: number | null;
            /** @description Stage of the supply chain the score comes from; null for suppliers and without a score. */
            stage: string | null;
            /** @description For countries: the element the score comes from. */
            element: string | null;
            /** @description Elements the subject has to do with. */
            elements: string[];
            /** @description Suppliers: countries of their sites. Countries: the country itself. */
            countries: string[];
            rank: components["schemas"]["Rank"] | null;
            top_drivers: components["schemas"]["Driver"][];
            /** @description Probability that the buyer runs out within 90 days. */
            p_stockout_90: number | null;
            /** @description Probability that the buyer runs out within 365 days. */
            p_stockout_365: number | null;
            /** @description Expected days without supply. */
            expected_days: number | null;
            /** @description Expected tonnes short. */
            expected_tonnes: number | null;
            /** @description Part of the inputs that is known, 0 to 1. */
            coverage: number | null;
            /** @description Inputs that are too old to be taken at face value. */
            stale_sources: string[];
            /** @description Newest day any observation of the security signals speaks of. */
            data_as_of: string | null;
            /** @description Concentration of world supply at the stage of the score (Herfindahl-Hirschman, 0 to 1). Not part of the score. */
            hhi: number | null;
            /** @description The score under the other published methodologies. */
            alternatives: {
                [key: string]: number | null;
            };
            methodology: components["schemas"]["MethodologyReference"];
            /** @description The run that computed it; see /v1/runs/{id}. */
            run_id: string;
            /** @description Day the score speaks of. */
            as_of: string;
            /** @description Only facts that were public by this day were used. */
            known_at: string;
            /** @description RFC 3339, UTC, ends with Z. */
            computed_at: string;
            links: components["schemas"]["ScoreLinks"];
            /** @description The equation that holds exactly. */
            identity: string;
            /** @description Every hazard behind the score, largest first. */
            drivers: ({
                id: string;
                kind: string;
                /** @description Two decimals; all drivers together are the published score exactly. */
                points: number;
                summary: string;
                /** @description Rows of the reference data that it rests on. */
                evidence: string[];
            } & {
                [key: string]: unknown;
            })[];
            /** @description The drivers unrounded, each split into base, signals and measures; the parts sum to the whole. */
            contributions: ({
                id: string;
                points: number;
            } & {
                [key: string]: unknown;
            })[];
            /** @description Every stage of the supply chain with its shares, measures and hazards; the score is that of the worst. Empty for suppliers. */
            stages: ({
                stage: string;
                score: number | null;
            } & {
                [key: string]: unknown;
            })[];
            counterfactuals: ({
                id: string;
                /** @description cap65, even, stock_doubled, signals_at_rest, measure_lifted, all_measures_lifted, suspension_lapses, stock_for_lower_band. More may be added. */
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
                /** @description Of all that lead into another band the one that moves the score least. */
                closest_to_another_band: boolean;
            } & {
                [key: string]: unknown;
            })[];
            /** @description Dated steps ahead: measures that take effect, suspensions that run out, measures and reliefs that end. */
            scheduled_steps: ({
                date: string;
                /** @description takes_effect, suspension_ends, ends or relief_ends. */
                what: string;
                measure: string;
                /** @description Score of the day before, with everything that is known today; null more than two years ahead. */
                score_day_before: number | null;
                /** @description Score of that day if its steps happen as they are written today. */
                score_on_day: number | null;
                /** @description What all steps of that day do together. */
                difference: number | null;
            } & {
                [key: string]: unknown;
            })[];
            /** @description Which uncertain inputs drive the spread (Sobol indices, with 95 % intervals); null where it is not analysed. */
            sensitivity: ({
                status: string;
                samples: number;
            } & {
                [key: string]: unknown;
            }) | null;
            /** @description Elements: suppliers by what the score becomes without them, worst first; those whose output is not known come last. */
            critical_suppliers?: ({
                supplier: string;
                name: string;
                element: string;
                stage: string;
                /** @description Country -> part of its output that the supplier makes, 0 to 1; null where the register can not tell. */
                output: {
                    [key: string]: {
                        share: number | null;
                        basis: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
                /** @description Part of the supply of the buyer at this stage that comes from the supplier, 0 to 1. */
                gap: number | null;
                /** @description Part that is missing at once, after others have ramped up and with substitution. */
                deficit: number | null;
                /** @description Days until the buyer runs out from the failure alone; null is never, or not known. */
                tts_days: number | null;
                p_runs_out: number | null;
                /** @description Score of the element now. */
                score: number | null;
                /** @description Score of the element if the supplier stays out for the year. */
                score_if_failed: number | null;
                band_if_failed: string | null;
                /** @description The rise; null when the output of the supplier is not known. */
                points: number | null;
                evidence: string[];
            } & {
                [key: string]: unknown;
            })[];
            /** @description Suppliers: elements that would miss it, in the same order. */
            criticality?: ({
                supplier: string;
                name: string;
                element: string;
                stage: string;
                /** @description Country -> part of its output that the supplier makes, 0 to 1; null where the register can not tell. */
                output: {
                    [key: string]: {
                        share: number | null;
                        basis: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
                /** @description Part of the supply of the buyer at this stage that comes from the supplier, 0 to 1. */
                gap: number | null;
                /** @description Part that is missing at once, after others have ramped up and with substitution. */
                deficit: number | null;
                /** @description Days until the buyer runs out from the failure alone; null is never, or not known. */
                tts_days: number | null;
                p_runs_out: number | null;
                /** @description Score of the element now. */
                score: number | null;
                /** @description Score of the element if the supplier stays out for the year. */
                score_if_failed: number | null;
                band_if_failed: string | null;
                /** @description The rise; null when the output of the supplier is not known. */
                points: number | null;
                evidence: string[];
            } & {
                [key: string]: unknown;
            })[];
            /** @description Suppliers: every driver split over sites and measures. */
            site_contributions?: ({
                hazard: string;
                site: string;
                /** @description The company of the site, often one that feeds the supplier; null when the register has none. */
                supplier: string | null;
                measure: string | null;
                points: number;
            } & {
                [key: string]: unknown;
            })[];
            /** @description Suppliers: site -> points; they sum to the score. */
            by_site?: {
                [key: string]: number;
            };
            /** @description Suppliers: company, itself or one that feeds it -> points; they sum to the score. */
            by_supplier?: {
                [key: string]: number;
            };
            /** @description Suppliers: measure, `none` for drivers that are no measure -> points; they sum to the score. */
            by_measure?: {
                [key: string]: number;
            };
            /** @description Suppliers: sites without which another one stops, and that have no alternative. */
            single_sources?: ({
                site: string;
                fed_by: string;
                /** @description Part of the deliveries that stops when the feeding site does. */
                loss: number;
                evidence: string[];
            } & {
                [key: string]: unknown;
            })[];
            /** @description Suppliers: countries of the chain with the part of the deliveries that stops when everything there does. */
            origins?: ({
                country: string;
                sites: string[];
                loss: number;
            } & {
                [key: string]: unknown;
            })[];
            /** @description Suppliers: delivering sites with the part of their goods that crosses the lanes by sea. */
            routes?: ({
                site: string;
                country: string;
                part: number;
                exposure: number;
            } & {
                [key: string]: unknown;
            })[];
            /** @description Suppliers: the list of China that it is on; null is none. */
            listing?: ({
                sentence: string;
            } & {
                [key: string]: unknown;
            }) | null;
            /** @description Suppliers: whether the rule on goods made abroad with Chinese content reaches it. */
            content_rule?: {
                china_content: number | null;
                threshold: number;
                measure: string | null;
                sentence: string;
            } & {
                [key: string]: unknown;
            };
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
            buyer: string;
            interval: string;
            from: string;
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
                id: string;
                name: string;
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
                    self: string;
                    score: string;
                    explanation: string;
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
            buyer: string;
            links: components["schemas"]["PageLinks"];
        };
        /** @description A supplier with its sites and its current score. */
        Supplier: {
            id: string;
            name: string;
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
                self: string;
                score: string;
                explanation: string;
                history: string;
            };
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
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
                name: string;
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
                    self: string;
                    score: string;
                    explanation: string;
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
            buyer: string;
            links: components["schemas"]["PageLinks"];
        };
        /** @description A country with its current score. */
        Country: {
            /** @description ISO 3166-1 alpha-3 code. */
            id: string;
            name: string;
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
                self: string;
                score: string;
                explanation: string;
                history: string;
            };
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
            buyer: string;
        } & {
            [key: string]: unknown;
        };
        /** @description Ready-made scenarios, and the parameters that a scenario may set. */
        ScenarioTemplates: {
            data: {
                id: string;
                title: string;
                description: string;
                /** @description What its numbers rest on. */
                basis: string;
                changes: {
                    [key: string]: unknown;
                };
                links: {
                    /** @description Path of its evaluation for Japan. */
                    evaluate: string;
                };
            }[];
            adjustable_parameters: {
                name: string;
                min: number;
                max: number;
                unit: string;
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
            buyer: string;
            /** @description What it stands on. */
            baseline: {
                run_id: string;
                as_of: string;
                known_at: string;
                /** @description Hash of the snapshot of facts that the run pinned. */
                inputs_sha256: string;
                methodology: components["schemas"]["MethodologyReference"];
            };
            summary: {
                elements: number;
                raised: number;
                lowered: number;
                unchanged: number;
                unscored: number;
                band_changes: number;
            };
            /** @description Largest change first, then by id. */
            results: {
                subject: {
                    type: string;
                    id: string;
                    name: string;
                };
                /** @description The score of the run; null when there is not enough data. */
                baseline: number | null;
                scenario: number | null;
                /** @description scenario - baseline; positive is riskier. */
                delta: number | null;
                /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
                band_from: string;
                /** @description low (below 20), guarded (20), elevated (40), high (60), critical (80 and more); unknown when there is no score. */
                band_to: string;
                stage_from: string | null;
                stage_to: string | null;
                /** @description What moves, most first; the differences sum to delta exactly. */
                by_driver: {
                    id: string;
                    kind: string;
                    from: number;
                    to: number;
                    delta: number;
                }[];
                /** @description Every stage: a change at one that is not the worst does not show in the score. */
                stages: {
                    stage: string;
                    baseline: number | null;
                    scenario: number | null;
                }[];
            }[];
            assumptions: string[];
            scale: components["schemas"]["Scale"];
            /** @description Path on this server that gives this answer again, byte for byte; null when the scenario is too long for an address. */
            share_url: string | null;
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
        };
        /** @description The three security signals on the day of the run. */
        Signals: {
            data: ({
                /** @description taiwan_strait, senkaku or carriers. */
                theatre: string;
                name: string;
                /** @description State x, 0 to 4, decaying: 0 is up to a one-in-ten day, 1 a one-in-a-hundred day, 4 the most unusual. Null is unknown, never calm. */
                state: number | null;
                /** @description The state as a display index, 0 to 100. */
                index: number | null;
                /** @description `current`, `stale` (too old to be used as it is) or `unknown`. */
                status: string;
                status_reason: string | null;
                /** @description Days between the newest observation and the day of the scores. */
                age_days: number | null;
                /** @description Day of the newest observation. */
                data_as_of: string | null;
                /** @description The counts behind the state, by series. */
                raw: {
                    [key: string]: unknown;
                };
                /** @description By series: chance of a day at least this unusual, if nothing had changed. */
                tail_probabilities: {
                    [key: string]: number | null;
                };
                /** @description One sentence for a reader who does not know the method. */
                summary: string;
                /** @description Ids of the sources, as in /v1/sources. */
                sources: string[];
                /** @description Paths on this server. */
                links: {
                    self: string;
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
            links: components["schemas"]["PageLinks"];
        };
        /** @description A security signal with its days. */
        Signal: {
            /** @description taiwan_strait, senkaku or carriers. */
            theatre: string;
            name: string;
            /** @description State x, 0 to 4, decaying: 0 is up to a one-in-ten day, 1 a one-in-a-hundred day, 4 the most unusual. Null is unknown, never calm. */
            state: number | null;
            /** @description The state as a display index, 0 to 100. */
            index: number | null;
            /** @description `current`, `stale` (too old to be used as it is) or `unknown`. */
            status: string;
            status_reason: string | null;
            /** @description Days between the newest observation and the day of the scores. */
            age_days: number | null;
            /** @description Day of the newest observation. */
            data_as_of: string | null;
            /** @description The counts behind the state, by series. */
            raw: {
                [key: string]: unknown;
            };
            /** @description By series: chance of a day at least this unusual, if nothing had changed. */
            tail_probabilities: {
                [key: string]: number | null;
            };
            /** @description One sentence for a reader who does not know the method. */
            summary: string;
            /** @description Ids of the sources, as in /v1/sources. */
            sources: string[];
            from: string;
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
                row: string;
                id: string;
                title: string;
                actor: string;
                instrument_no: string | null;
                measure_type: string;
                direction: string;
                origins: string[];
                targets: string[];
                elements: string[];
                stages: string[];
                announced: string;
                effective_from: string | null;
                effective_to: string | null;
                suspended_from: string | null;
                suspended_to: string | null;
                known_from: string;
                /** @description How the row acts on scores; null when it has no direct effect. */
                mapping: ({
                    control_class: string;
                    applies: ({
                        elements: string[];
                        stages: string[];
                    } & {
                        [key: string]: unknown;
                    })[];
                } & {
                    [key: string]: unknown;
                }) | null;
                /** @description Which earlier measures it ends, suspends for longer or eases. */
                relief: ({
                    /** @enum {string} */
                    kind: "ends" | "extends_suspension" | "eases";
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
                    date: string;
                    /** @description takes_effect, suspension_begins, suspension_ends or ends. */
                    what: string;
                } | null;
                /** @description Whether the row changes scores. Rows without a direct effect are listed for completeness. */
                in_score: boolean;
            } & {
                [key: string]: unknown;
            })[];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            on: string;
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
            links: components["schemas"]["PageLinks"];
        };
        /** @description Where the facts come from, how fresh they are, and what their licences allow. */
        Sources: {
            data: ({
                id: string;
                title: string;
                publisher: string;
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
            } & {
                [key: string]: unknown;
            })[];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            /** @description All rows are of this run. */
            run_id: string;
            /** @description Day the run speaks of. */
            as_of: string;
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
            run_id: string;
            /** @description running, published (readers see it), completed (all done after publication) or failed. More may be added. */
            status: string;
            /** @description Day the scores speak of. */
            as_of: string;
            /** @description Only facts that were public by this day were used. */
            known_at: string;
            started_at: string;
            finished_at: string | null;
            /** @description Hash of the immutable facts the run used. */
            inputs_sha256: string;
            methodology: components["schemas"]["MethodologyReference"];
            code_version: string;
            /** @description Scores the run had to write: subjects times buyers. */
            expected_documents: number;
            written_documents: number | null;
            /** @description Hash over all scores of the run. */
            checksum: string | null;
            /** @description What has no score, and why. */
            left_out: {
                what: string;
                reason: string;
            }[];
            /** @description What the check before publication objected to; empty when it let the run pass. */
            guard_findings: string[];
            /** @description Why the run failed, in words. */
            failure: string | null;
            /** @description Whether readers see this run. */
            current: boolean;
            /** @description Paths on this server. */
            links: {
                self: string;
            };
        };
        /** @description Published methodologies. */
        Methodologies: {
            data: {
                /** @description See /v1/methodologies/{version} for every parameter with its unit, basis and source. */
                version: string;
                /** @description Hash of the methodology document that was used. */
                sha256: string;
                title: string;
                date: string;
                note: string;
                /** @description Paths on this server. */
                links: {
                    self: string;
                };
            }[];
            /** @description Give this as `cursor` for the next page; null at the end. */
            next_cursor: string | null;
            links: components["schemas"]["PageLinks"];
        };
        /** @description A methodology: the document that the scorer reads. */
        Methodology: {
            version: string;
            /** @description Hash of the document; the same as in every score that was computed with it. */
            sha256: string;
            title: string;
            date: string;
            note: string;
            /** @description Names, lower bounds and colours of the bands. */
            bands: ({
                name: string;
                from: number;
                colour: string;
            } & {
                [key: string]: unknown;
            })[];
            /** @description Every number of the method with its unit, basis (published, fitted, expert) and source. */
            parameters: {
                [key: string]: {
                    value: unknown;
                    unit: string;
                    basis: string;
                    source: string;
                    note: string;
                } & {
                    [key: string]: unknown;
                };
            };
            limitations: string[];
            /** @description Paths on this server. */
            links: {
                self: string;
            };
        } & {
            [key: string]: unknown;
        };
        /** @description The back-test: published skill, negative results included. */
        BackTest: {
            /** @description The version that was tested in full. */
            methodology: string;
            /** @description What the figures say, in plain words. */
            reading: string[];
            /** @description What was made with the events in sight, and whether the refit figures are free of it. */
            look_ahead: {
                what: string;
                basis: string;
                refitted: boolean;
                how: string;
            }[];
            inputs_sha256: string;
            /** Format: date */
            first_origin: string;
            /** Format: date */
            last_day: string;
            origins: number;
            pairs: number;
            /** @description Forecasts for elements and buyers. */
            skill: {
                /** @description What was forecast with: the score, a part of it, a base rate, a signal or an index. */
                forecast: string;
                /** @description What it was held against. */
                outcome: string;
                horizon_days: number;
                /** @description Forecasts judged. Their windows overlap. */
                forecasts: number;
                /** @description Forecasts after which it happened. */
                happened: number;
                /** @description Distinct days on which something began: the real size of the sample. */
                events: number;
                /** @description Null for an index that is no probability. */
                mean_forecast: number | null;
                brier: number | null;
                /** @description 1 - Brier / Brier of the Gamma-Poisson base rate; 0 is no better than the base rate. */
                brier_skill: {
                    value: number | null;
                    low: number | null;
                    high: number | null;
                } | null;
                /** @description Probabilities cut to 0.001 ... 0.999. */
                log_loss: number | null;
                /** @description Area under the ROC curve; 0.5 is no skill. */
                auc: {
                    value: number | null;
                    low: number | null;
                    high: number | null;
                };
                /** @description The same among forecasts of one day: who, not when. */
                auc_within_day: {
                    value: number | null;
                    low: number | null;
                    high: number | null;
                } | null;
            }[];
            reliability: {
                forecast: string;
                outcome: string;
                horizon_days: number;
                bins: {
                    from: number;
                    to: number;
                    forecasts: number;
                    mean_forecast: number | null;
                    observed: number | null;
                }[];
            }[];
            lead_time: {
                forecast: string;
                outcome: string;
                warning_score: number;
                hits: number;
                warned: number;
                median_lead_days: number | null;
                warnings: number;
                false_warnings: number;
            }[];
            /** @description Forecasts of whether any control is announced. */
            signals: {
                /** @description What was forecast with: the score, a part of it, a base rate, a signal or an index. */
                forecast: string;
                /** @description What it was held against. */
                outcome: string;
                horizon_days: number;
                /** @description Forecasts judged. Their windows overlap. */
                forecasts: number;
                /** @description Forecasts after which it happened. */
                happened: number;
                /** @description Distinct days on which something began: the real size of the sample. */
                events: number;
                /** @description Null for an index that is no probability. */
                mean_forecast: number | null;
                brier: number | null;
                /** @description 1 - Brier / Brier of the Gamma-Poisson base rate; 0 is no better than the base rate. */
                brier_skill: {
                    value: number | null;
                    low: number | null;
                    high: number | null;
                } | null;
                /** @description Probabilities cut to 0.001 ... 0.999. */
                log_loss: number | null;
                /** @description Area under the ROC curve; 0.5 is no skill. */
                auc: {
                    value: number | null;
                    low: number | null;
                    high: number | null;
                };
                /** @description The same among forecasts of one day: who, not when. */
                auc_within_day: {
                    value: number | null;
                    low: number | null;
                    high: number | null;
                } | null;
            }[];
            signal_alarms: {
                signal: string;
                announcements: number;
                announcements_with_alarm: number;
                windows: number;
                windows_with_alarm: number;
            }[];
            exploratory: {
                series: string;
                window_days: number;
                announcements: number;
                control_days: number;
                /** @description A figure with its 95 % bootstrap interval; null where it is not defined. */
                auc: {
                    value: number | null;
                    low: number | null;
                    high: number | null;
                };
            }[];
            base_rates: {
                /** Format: date */
                clock_start: string;
                /** Format: date */
                last_day: string;
                events: number;
                years: number;
                mean_per_year: number;
                p_30: number;
                p_90: number;
            }[];
            around_events: {
                /** Format: date */
                event: string;
                element: string;
                buyer: string;
                /** @description Days from the announcement -> score; null where the facts end before. */
                score: {
                    [key: string]: number | null;
                };
                refit_on_the_eve: number | null;
                peak_after: number;
                peak_day: number;
                /** @description Days until the score differed from that of the eve by 5 points; null: it did not. */
                moved_after_days: number | null;
            }[];
            event_curves: {
                /** Format: date */
                event: string;
                measures: string[];
                pairs: number;
                days: number[];
                score: (number | null)[];
                score_without_signals: (number | null)[];
            }[];
            methodologies: {
                version: string;
                figures: {
                    /** @description What was forecast with: the score, a part of it, a base rate, a signal or an index. */
                    forecast: string;
                    /** @description What it was held against. */
                    outcome: string;
                    horizon_days: number;
                    /** @description Forecasts judged. Their windows overlap. */
                    forecasts: number;
                    /** @description Forecasts after which it happened. */
                    happened: number;
                    /** @description Distinct days on which something began: the real size of the sample. */
                    events: number;
                    /** @description Null for an index that is no probability. */
                    mean_forecast: number | null;
                    brier: number | null;
                    /** @description 1 - Brier / Brier of the Gamma-Poisson base rate; 0 is no better than the base rate. */
                    brier_skill: {
                        value: number | null;
                        low: number | null;
                        high: number | null;
                    } | null;
                    /** @description Probabilities cut to 0.001 ... 0.999. */
                    log_loss: number | null;
                    /** @description Area under the ROC curve; 0.5 is no skill. */
                    auc: {
                        value: number | null;
                        low: number | null;
                        high: number | null;
                    };
                    /** @description The same among forecasts of one day: who, not when. */
                    auc_within_day: {
                        value: number | null;
                        low: number | null;
                        high: number | null;
                    } | null;
                }[];
            }[];
            /** @description How many figures of skill were looked at: the more, the more look good by chance. */
            variants_tried: number;
            /** @description Paths on this server. */
            links: {
                self: string;
                methodology: string;
            };
        };
        /** @description The service answers. For the state of the data see /v1/status. */
        Health: {
            /** @description `ok`. */
            status: string;
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
                run_id: string;
                as_of: string;
                published_at: string;
                /** @description Paths on this server. */
                links: {
                    self: string;
                };
            } | null;
            /** @description The run that was begun last. */
            last_run: {
                run_id: string;
                status: string;
                started_at: string;
                finished_at: string | null;
                /** @description Paths on this server. */
                links: {
                    self: string;
                };
            } | null;
            signals: {
                theatre: string;
                status: string;
                data_as_of: string | null;
                age_days: number | null;
            }[];
            sources: {
                id: string;
                title: string;
                newest_date: string | null;
                age_days: number | null;
                read_on: string;
            }[];
            /** @description Paths on this server. */
            links: {
                self: string;
            };
        };
        /** @description What this service is. */
        Index: {
            name: string;
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
         *     `invalid_cursor`: The cursor does not fit this request. Send `next_cursor` exactly as it was answered and keep the other parameters; only `limit`, `format` and `fields` may change between pages.
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
        /** @description `scope_missing`: The API key does not allow this. The key is good, but lacks the scope that `detail` names. Ask who runs this service for a key with it. */
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
         * @description `cursor_superseded`: The pages of this cursor have been replaced. A new run was published between two pages. Start again without a cursor, so that all your rows are of one run.
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
        /** @description `rate_limited`: Too many requests. Wait for `Retry-After` seconds. The `RateLimit` header of every answer says how many requests are left. */
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
                /** @description Only subjects that have to do with this element: itself, its suppliers, countries whose worst element it is. A chemical symbol. */
                element?: string;
                /** @description Only subjects whose score comes from this stage of the supply chain. */
                stage?: "mine" | "separation" | "refining" | "metal" | "magnet";
                /** @description Only suppliers with a site in this country, or this country itself. */
                country?: string;
                /** @description Only this band. `unknown` are subjects without a score. */
                band?: "low" | "guarded" | "elevated" | "high" | "critical" | "unknown";
                /** @description Only subjects with at least this score. Subjects without a score are left out. */
                min_score?: number;
                /** @description Order of the rows; a hyphen in front is descending. Unknown values come last. Ties keep the order of the ranking. */
                sort?: "-score" | "score" | "name" | "-name" | "id" | "-id" | "-coverage" | "coverage" | "-p_stockout_90" | "-p_stockout_365" | "-expected_days" | "-hhi";
                /** @description Only these fields of each row, comma-separated. `subject` is always there. Not with format=csv, whose columns are fixed. */
                fields?: ("subject" | "buyer" | "status" | "status_reason" | "score" | "band" | "scale" | "interval" | "score_without_signals" | "stage" | "element" | "elements" | "countries" | "rank" | "top_drivers" | "p_stockout_90" | "p_stockout_365" | "expected_days" | "expected_tonnes" | "coverage" | "stale_sources" | "data_as_of" | "hhi" | "alternatives" | "methodology" | "run_id" | "as_of" | "known_at" | "computed_at" | "links")[];
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
                /** @description Only changes to which this cause has given or taken points. */
                cause?: "new_event" | "data_update" | "data_correction" | "methodology" | "coverage" | "time_passing" | "override";
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
                /** @description Only changes to which this cause has given or taken points. */
                cause?: "new_event" | "data_update" | "data_correction" | "methodology" | "coverage" | "time_passing" | "override";
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
    getSupplierScore: {
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
                /** @description Only changes to which this cause has given or taken points. */
                cause?: "new_event" | "data_update" | "data_correction" | "methodology" | "coverage" | "time_passing" | "override";
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
                /** @description Only changes to which this cause has given or taken points. */
                cause?: "new_event" | "data_update" | "data_correction" | "methodology" | "coverage" | "time_passing" | "override";
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
    listScenarioTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ready-made scenarios, and the parameters that a scenario may set. */
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
                    template?: "october-2025-controls-return" | "japan-embargo-2010" | "taiwan-strait-closed-30" | "taiwan-strait-closed-90" | "senkaku-incident-coercion" | "myanmar-border-closed" | "second-carrier-group-exercise" | "lynas-malaysia-licence-lost" | "stockpile-released";
                    /**
                     * @description The country whose supply is at risk.
                     * @default JPN
                     * @enum {string}
                     */
                    buyer?: "JPN" | "USA" | "EUU" | "KOR" | "TWN";
                    /** @description Only these in the answer; all when not given. */
                    elements?: string[];
                    /** @description Another published methodology than that of the run, for example 1.0.0-evidence-only. */
                    methodology?: string;
                    /** @description The run whose inputs are changed; the newest when not given. Runs are kept for some weeks. */
                    run_id?: string;
                    /** @default [] */
                    measures_added?: {
                        /** @description embargo, ban, licence, export_quota, end_use_broad, entity_list ...; /v1/methodologies/{version}, control_class, has all with their effect. */
                        control_class: string;
                        /** @description Countries that restrict. */
                        origins: string[];
                        targets: string[];
                        /** @description Symbols, groups (`@REE`, `@HREE`), or `@dual_use`: whatever is under licence. */
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
                     * @description Security signals as if they were seen today.
                     * @default {}
                     */
                    signals?: {
                        /** @description State from 0 (up to a one-in-ten day) to 4 (one in 100,000). */
                        carriers?: number;
                        /** @description State from 0 (up to a one-in-ten day) to 4 (one in 100,000). */
                        senkaku?: number;
                        /** @description State from 0 (up to a one-in-ten day) to 4 (one in 100,000). */
                        taiwan_strait?: number;
                    };
                    /** @default [] */
                    closures?: {
                        /**
                         * @description The sea lanes of the Taiwan Strait and the East China Sea, one scenario in this method.
                         * @enum {string}
                         */
                        lane?: "taiwan_strait";
                        /** @description A country that sends nothing. */
                        origin?: string;
                        /** @description With `origin`: the stages that stop; all when not given. */
                        stages?: ("mine" | "separation" | "refining" | "metal" | "magnet")[];
                        /** @description With `origin` and stage `mine`: where its ore is processed; the next stage there loses that feed. */
                        processed_in?: string;
                        /** @description How long. It is certain: stated, not rated. */
                        days: number;
                        /** @description Part of the flow that is lost. Lane: what the method takes for the buyer when not given. Origin: 1. */
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
                    /** @default [] */
                    cover?: {
                        /** @description All elements when not given. */
                        elements?: string[];
                        /** @description Days of stock in place of what there is. */
                        days?: number;
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
                    /** @default [] */
                    shares?: {
                        element: string;
                        /** @enum {string} */
                        stage: "mine" | "separation" | "refining" | "metal" | "magnet";
                        origin: string;
                        /** @description Share of world supply. */
                        share: number;
                    }[];
                    /**
                     * @description Parameters of the method, inside the bounds that /v1/scenario-templates lists.
                     * @default {}
                     */
                    parameters?: {
                        /** @description weight of the imports of the buyer against world shares, 1, 0 to 1 */
                        import_weight?: number;
                        /** @description extra output of the sources that are not hit, as a part of theirs, when all buyers are hit, 1, 0 to 0.5 */
                        ramp_all?: number;
                        /** @description the same when only some buyers are hit, 1, 0 to 1 */
                        ramp_targeted?: number;
                        /** @description loss of supply that is absorbed without notice, 1, 0 to 0.2 */
                        spare_floor?: number;
                        /** @description part of the potential for substitution that is reachable inside a disruption, 1, 0 to 1 */
                        substitution_weight?: number;
                        /** @description part of the recycled supply that is there for the buyer, 1, 0 to 1 */
                        secondary_weight?: number;
                        /** @description most that rules on users and lists can stop together, 1, 0 to 1 */
                        user_rho_cap?: number;
                        /** @description chance that an announced measure takes effect on its date, 1, 0 to 1 */
                        p_announced?: number;
                        /** @description chance that a suspension is renewed, 1, 0 to 1 */
                        renewal_suspension?: number;
                        /** @description uncertainty of stated stock; decides how sharp stated closures bite, ln d, 0.05 to 1.5 */
                        cover_sigma?: number;
                        /** @description spread of how long controls bind, ln d, 0.2 to 2 */
                        control_sigma?: number;
                        /** @description logarithm of the most by which signals raise a rate, at most about tenfold, 1, 0 to 2.3 */
                        tilt_cap?: number;
                        /** @description closures of the sea lanes per year, 1/yr, 0 to 1 */
                        transit_rate?: number;
                        /** @description median length of a closure of the sea lanes, d, 1 to 1460 */
                        "transit_duration.median"?: number;
                        /** @description part of the flow that a new control stops, 1, 0 to 1 */
                        "new_control_effect.rho"?: number;
                        /** @description median length of a shortage from a new control, d, 1 to 1460 */
                        "new_control_effect.median"?: number;
                        /** @description disruptions per year of an origin of average stability, 1/yr, 0 to 1 */
                        "instability.rate0"?: number;
                        /** @description outages of the largest plant per year, 1/yr, 0 to 1 */
                        "facility.rate"?: number;
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
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The three security signals on the day of the run. */
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
                /** @description Taiwan Strait, Senkaku/Diaoyu islands, or Chinese aircraft carriers beyond the first island chain. */
                theatre: "taiwan_strait" | "senkaku" | "carriers";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A security signal with its days. */
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
                /** @description The day the states speak of, with what was public by then; the day of the newest run when not given. */
                on?: string & (unknown & unknown);
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
    listMethodologies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Published methodologies. */
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
                /** @description For example 1.0.0; /v1/methodologies lists them. */
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A methodology: the document that the scorer reads. */
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
    getBackTest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The back-test: published skill, negative results included. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackTest"];
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
    getHealth: {
        parameters: {
            query?: never;
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
            query?: never;
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
