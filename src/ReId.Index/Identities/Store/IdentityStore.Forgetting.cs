namespace ReId.Index.Identities;

/// <content>Crops that leave the gallery.</content>
public sealed partial class IdentityStore
{
    /// <summary>
    /// Lets go of crops that are not in the gallery any more: whom they show, and what was decided about them. The
    /// gallery says so by itself when it removes crops; whoever deletes rows past it calls this.
    /// </summary>
    /// <param name="crops">The crops; unknown ones are ignored.</param>
    /// <param name="cancellationToken">Cancels before anything is forgotten.</param>
    public async Task ForgetAsync(IReadOnlySet<Guid> crops, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(crops);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await HoldAsync(cancellationToken);
            var decisions = _state.Decisions.Values.Where(decision => decision.Crops.Any(crops.Contains))
                .Select(decision => decision with { Crops = [.. decision.Crops.Where(crop => !crops.Contains(crop))] }).ToList();
            await _journal.ForgetAsync(crops, cancellationToken);
            _state.Apply(decisions.Select(decision => new DecisionChange(decision, Holds: true)));
            Forget(crops);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>For erasures: nobody else changes identities meanwhile, and what is stored afterwards is what is known.</summary>
    internal async Task AroundAsync(Func<Task> work)
    {
        await _turn.WaitAsync();
        try
        {
            await work();
            await ReadAsync(CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Forget(IReadOnlyCollection<Guid> crops)
    {
        _state.Forget(crops);
        foreach (var crop in crops)
        {
            _lookup.Set(crop, null);
        }
    }
}
