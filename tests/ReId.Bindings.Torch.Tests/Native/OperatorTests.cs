using System.Runtime.InteropServices;
using ReId.Bindings.Torch.Native;
using TorchSharp;

namespace ReId.Bindings.Torch.Tests.Native;

public class OperatorTests
{
    [Fact]
    public void An_error_carries_libtorchs_own_message_without_its_stack()
    {
        using var scope = torch.NewDisposeScope();
        var a = torch.zeros(2, 3);

        var message = Assert.Throws<ExternalException>(() => a.mm(a)).Message;

        Assert.StartsWith("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", message, StringComparison.Ordinal);
        Assert.DoesNotContain("frame #", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operator_that_does_not_exist_is_named()
    {
        var op = new Operator("aten::no_such_operator");

        Assert.False(op.Exists());
        Assert.Contains("aten::no_such_operator", Assert.Throws<ArgumentException>(() => op.Call()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_argument_without_a_default_is_named()
    {
        using var a = torch.zeros(2, 2);
        var op = new Operator("aten::mm");

        Assert.Contains("mat2", Assert.Throws<ArgumentException>(() => op.Call(a)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disposed_tensor_is_refused_before_native_code_sees_it()
    {
        using var a = torch.zeros(2);
        var gone = torch.zeros(2);
        gone.Dispose();

        Assert.True(gone.IsInvalid);
        Assert.Throws<ObjectDisposedException>(() => a.add(gone));
        Assert.Throws<ObjectDisposedException>(() => torch.cat([a, gone]));
    }

    [Fact]
    public void Lists_longer_than_the_stack_scratch_pass()
    {
        using var scope = torch.NewDisposeScope();
        var parts = Enumerable.Range(0, 1000).Select(i => torch.tensor(new[] { (float)i })).ToArray();

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (float)i), torch.cat(parts).data<float>().ToArray());
    }

    [Fact]
    public void Threads_may_call_at_the_same_time()
    {
        Parallel.For(0, 64, i =>
        {
            using var scope = torch.NewDisposeScope();
            Assert.Equal(i * 100f, (torch.ones(100) * i).sum().item<float>());
        });
    }
}
