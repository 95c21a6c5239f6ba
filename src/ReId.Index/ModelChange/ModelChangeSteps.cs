using ReId.Contracts;

namespace ReId.Index.ModelChange;

/// <summary>The steps of a change of model; each refuses what makes no sense.</summary>
public static class ModelChangeSteps
{
    /// <summary>Begins to make the vectors of another model.</summary>
    /// <param name="state">What holds.</param>
    /// <param name="next">The model.</param>
    /// <param name="served">The id of the model that searches use, where it is known.</param>
    /// <exception cref="ReIdException">It is served already, or another change is under way.</exception>
    public static ModelChangeState Started(this ModelChangeState state, ModelFile next, string? served)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(next);
        if (next.ModelId == (state.Served?.ModelId ?? served))
        {
            throw new ReIdException($"The model {next.ModelId} is served already.");
        }

        if (state.Next is { } other && other.ModelId != next.ModelId)
        {
            throw new ReIdException($"The change to the model {other.ModelId} is under way: cancel it first.");
        }

        return state with
        {
            Next = next,
            Previous = state.Previous?.ModelId == next.ModelId ? null : state.Previous,
            Paused = false,
            SwitchWhenComplete = false,
        };
    }

    /// <summary>Gives the change up; vectors that were made stay, and are found again by the next attempt.</summary>
    /// <exception cref="ReIdException">There is no change.</exception>
    public static ModelChangeState Cancelled(this ModelChangeState state) =>
        Changing(state) with { Next = null, Paused = false, SwitchWhenComplete = false };

    /// <summary>Rests, or goes on.</summary>
    /// <exception cref="ReIdException">There is no change.</exception>
    public static ModelChangeState Resting(this ModelChangeState state, bool paused) => Changing(state) with { Paused = paused };

    /// <summary>Asks the server to switch as soon as every crop has its vector.</summary>
    /// <exception cref="ReIdException">There is no change.</exception>
    public static ModelChangeState Switching(this ModelChangeState state) => Changing(state) with { SwitchWhenComplete = true, Paused = false };

    /// <summary>The next model is served, and the old one kept complete.</summary>
    /// <param name="state">What holds.</param>
    /// <param name="old">The model that was served.</param>
    public static ModelChangeState Switched(this ModelChangeState state, ModelFile old) =>
        new() { Served = Changing(state).Next, Previous = old };

    /// <summary>The model of before is served again.</summary>
    /// <exception cref="ReIdException">There is none.</exception>
    public static ModelChangeState Back(this ModelChangeState state) =>
        state is { Previous: { } previous, Served: { } served }
            ? state with { Served = previous, Previous = served }
            : throw new ReIdException("There is no model to go back to.");

    /// <summary>The model of before is not kept complete any longer.</summary>
    /// <exception cref="ReIdException">There is none.</exception>
    public static ModelChangeState Finished(this ModelChangeState state) =>
        state.Previous is not null
            ? state with { Previous = null }
            : throw new ReIdException("There is no model of before to let go.");

    /// <summary>The models of which every crop shall have a vector, the next one first.</summary>
    public static IEnumerable<ModelFile> Targets(this ModelChangeState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new[] { state.Paused ? null : state.Next, state.Served, state.Previous }.OfType<ModelFile>();
    }

    private static ModelChangeState Changing(ModelChangeState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Next is not null ? state : throw new ReIdException("No change of model is under way: name the next model first.");
    }
}
