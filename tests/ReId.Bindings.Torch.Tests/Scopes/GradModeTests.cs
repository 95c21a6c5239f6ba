using System.Reflection;
using System.Runtime.InteropServices;
using ReId.Bindings.Torch.Native;
using TorchSharp;

namespace ReId.Bindings.Torch.Tests.Scopes;

public class GradModeTests
{
    [Fact]
    public void Gradients_are_off_inside_no_grad_and_on_again_after()
    {
        Assert.True(torch.is_grad_enabled());
        using (torch.no_grad())
        {
            Assert.False(torch.is_grad_enabled());
            using (torch.enable_grad())
            {
                Assert.True(torch.is_grad_enabled());
            }

            Assert.False(torch.is_grad_enabled());
        }

        Assert.True(torch.is_grad_enabled());
    }

    [Fact]
    public void What_is_computed_without_gradients_requires_none()
    {
        using var scope = torch.NewDisposeScope();
        var a = torch.ones(2).requires_grad_();

        Assert.True((a * 2).requires_grad);
        using (torch.no_grad())
        {
            Assert.False((a * 2).requires_grad);
        }
    }

    [Fact]
    public void Inference_mode_is_entered_and_left()
    {
        using (torch.inference_mode())
        {
            Assert.True(torch.is_inference_mode_enabled());
        }

        Assert.False(torch.is_inference_mode_enabled());
    }

    [Fact]
    public void A_finaliser_leaves_no_inference_mode()
    {
        var mode = (InferenceHandle)torch.inference_mode();
        var alive = LiveHandles.Count;

        // What the garbage collector's thread would call for a handle that nobody disposed.
        typeof(SafeHandle).GetMethod("Dispose", BindingFlags.Instance | BindingFlags.NonPublic, [typeof(bool)])!
            .Invoke(mode, [false]);

        Assert.True(torch.is_inference_mode_enabled());
        Assert.Equal(alive, LiveHandles.Count);
        mode.Dispose();
        Assert.False(torch.is_inference_mode_enabled());
    }
}
