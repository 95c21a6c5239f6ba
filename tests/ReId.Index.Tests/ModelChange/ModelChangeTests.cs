using ReId.Contracts;
using ReId.Index.ModelChange;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.ModelChange;

public sealed class ModelChangeTests : GalleryTest
{
    private static readonly ModelFile s_old = new("old", "old.safetensors");
    private static readonly ModelFile s_new = new("new", "new.safetensors");

    [Fact]
    public void The_steps_in_order()
    {
        var state = new ModelChangeState().Started(s_new, served: "old");
        Assert.Equal([s_new], state.Targets());
        Assert.Empty(state.Resting(true).Targets());
        Assert.Equal([s_new], state.Resting(true).Switching().Targets());

        state = state.Switched(s_old);
        Assert.Equal((s_new, s_old, null), (state.Served, state.Previous, state.Next));
        Assert.Equal([s_new, s_old], state.Targets());

        state = state.Back();
        Assert.Equal((s_old, s_new), (state.Served, state.Previous));
        Assert.Equal([s_old], state.Finished().Targets());
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        var started = new ModelChangeState().Started(s_new, served: "old");

        Assert.Contains("served already", Assert.Throws<ReIdException>(() => new ModelChangeState().Started(s_old, served: "old")).Message, StringComparison.Ordinal);
        Assert.Contains("under way", Assert.Throws<ReIdException>(() => started.Started(new ModelFile("third", "3"), "old")).Message, StringComparison.Ordinal);
        Assert.Contains("No change", Assert.Throws<ReIdException>(() => new ModelChangeState().Resting(true)).Message, StringComparison.Ordinal);
        Assert.Contains("go back", Assert.Throws<ReIdException>(() => started.Back()).Message, StringComparison.Ordinal);
        Assert.Contains("let go", Assert.Throws<ReIdException>(() => started.Finished()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Changing_again_to_the_model_of_before_makes_it_the_next()
    {
        var state = new ModelChangeState().Started(s_new, "old").Switched(s_old).Started(s_old, "new");

        Assert.Equal((s_new, s_old, null), (state.Served, state.Next, state.Previous));
    }

    [Fact]
    public async Task What_was_decided_is_there_after_a_restart_and_two_changes_at_once_both_count()
    {
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync([Sample.Entry()], Token);
            await using var stores = new ServiceStores(gallery);
            Assert.Equal(new ModelChangeState(), await stores.ModelChange.ReadAsync(Token));
            await stores.ModelChange.UpdateAsync(state => state.Started(s_new, "old"), Token);
            await Assert.ThrowsAsync<ReIdException>(() => stores.ModelChange.UpdateAsync(state => state.Finished(), Token));
            Assert.Equal(1, await stores.ModelChange.CountMissingAsync("new", Token));
        }

        await using var again = await OpenAsync();
        await using var later = new ServiceStores(again);
        var both = await Task.WhenAll(
            Task.Run(() => later.ModelChange.UpdateAsync(state => state.Resting(true), Token), Token),
            Task.Run(() => later.ModelChange.UpdateAsync(state => state with { SwitchWhenComplete = true }, Token), Token));

        Assert.Equal(2, both.Length);
        Assert.Equal(new ModelChangeState { Next = s_new, Paused = true, SwitchWhenComplete = true }, await later.ModelChange.ReadAsync(Token));
    }
}
