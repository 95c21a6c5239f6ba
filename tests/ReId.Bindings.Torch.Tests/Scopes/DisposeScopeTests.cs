using TorchSharp;

namespace ReId.Bindings.Torch.Tests.Scopes;

public class DisposeScopeTests
{
    [Fact]
    public void A_scope_disposes_what_it_was_given_and_not_what_it_was_told_is_disposed()
    {
        using var outer = torch.NewDisposeScope();
        var given = torch.ones(1).DetachFromDisposeScope();
        var marked = torch.ones(1).DetachFromDisposeScope();
        using (var scope = torch.NewDisposeScope())
        {
            Assert.Same(given, scope.Include(given));
            scope.Include(marked);
            scope.MarkAsDisposed(marked);

            Assert.True(scope.Contains(given));
            Assert.False(scope.Contains(marked));
        }

        Assert.True(given.IsInvalid);
        Assert.False(marked.IsInvalid);
        marked.Dispose();
    }

    [Fact]
    public void A_scope_disposes_what_was_made_inside()
    {
        torch.Tensor inner;
        using (var scope = torch.NewDisposeScope())
        {
            inner = torch.zeros(2) + 1;
            Assert.Equal(2, scope.DisposablesCount);
            Assert.True(scope.Contains(inner));
        }

        Assert.True(inner.IsInvalid);
        Assert.Equal(0, LiveHandles.Count);
    }

    [Fact]
    public void A_tensor_moves_to_the_scope_around()
    {
        using var outer = torch.NewDisposeScope();
        torch.Tensor kept;
        using (torch.NewDisposeScope())
        {
            kept = torch.ones(1).MoveToOuterDisposeScope();
        }

        Assert.False(kept.IsInvalid);
        Assert.True(outer.Contains(kept));
    }

    [Fact]
    public void Leaving_the_outermost_scope_makes_the_caller_the_owner()
    {
        torch.Tensor moved;
        torch.Tensor detached;
        using (torch.NewDisposeScope())
        {
            moved = torch.ones(1).MoveToOuterDisposeScope();
            detached = torch.ones(1).DetachFromDisposeScope();
        }

        Assert.False(moved.IsInvalid || detached.IsInvalid);
        moved.Dispose();
        detached.Dispose();
    }

    [Fact]
    public void A_scope_can_be_emptied_but_for_some()
    {
        using var scope = torch.NewDisposeScope();
        var (a, b, c) = (torch.ones(1), torch.ones(1), torch.ones(1));

        scope.DisposeEverythingBut(a, b);
        Assert.True(c.IsInvalid && !a.IsInvalid && !b.IsInvalid);
        Assert.Same(a, scope.DisposeEverythingBut(a));
        Assert.True(b.IsInvalid);
        Assert.Equal([a], scope.DisposablesView);
        scope.DisposeEverything();
        Assert.True(a.IsInvalid);
    }

    [Fact]
    public void A_scope_lets_go_of_several_at_once()
    {
        using var outer = torch.NewDisposeScope();
        var inner = torch.NewDisposeScope();
        var (a, b) = (torch.ones(1), torch.ones(1));
        var (c, d) = (torch.ones(1), torch.ones(1));
        inner.MoveToOuter(a, b);
        inner.Detach(c, d);
        inner.Dispose();

        Assert.True(outer.Contains(a) && outer.Contains(b) && !outer.Contains(c));
        c.Dispose();
        d.Dispose();
    }

    [Fact]
    public void A_tensor_disposed_early_leaves_its_scope()
    {
        using var scope = torch.NewDisposeScope();
        torch.ones(1).Dispose();

        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void Scopes_belong_to_their_thread()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor? other = null;
        var thread = new Thread(() => other = torch.ones(1));
        thread.Start();
        thread.Join();

        Assert.False(scope.Contains(other!));
        other!.Dispose();
    }

    [Fact]
    public void A_wrapped_expression_keeps_its_result_only()
    {
        using var result = torch.WrappedTensorDisposeScope(() => (torch.ones(2) + 1) * 3);

        Assert.Equal(1, LiveHandles.Count);
        Assert.Equal(6, result.data<float>()[0]);
    }
}
