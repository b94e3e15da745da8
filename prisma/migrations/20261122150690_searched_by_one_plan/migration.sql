-- Making the plan again for each approved comment took longer than all the rest of its approval.
ALTER FUNCTION comment_search_refresh(uuid) SET plan_cache_mode = 'force_generic_plan';
