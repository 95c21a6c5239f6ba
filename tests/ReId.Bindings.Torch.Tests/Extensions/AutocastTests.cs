using System.Reflection;
using System.Runtime.InteropServices;
using ReId.Bindings.Torch.Extensions;
using ReId.Bindings.Torch.Native;
using TorchSharp;

namespace ReId.Bindings.Torch.Tests.Extensions;

public class AutocastTests
{
    [Fact]
    public void Products_are_of_the_lower_type_inside_and_gradients_of_the_leaves_own()
    {
        using var scope = torch.NewDisposeScope();
        var weight = torch.ones(2, 2).requires_grad_();
        var input = torch.ones(3, 2);
        torch.Tensor output;
        using (Autocast.Enter(DeviceType.CPU, torch.ScalarType.BFloat16))
        {
            using (Autocast.Enter(DeviceType.CPU, torch.ScalarType.BFloat16))
            {
                Assert.Equal(torch.ScalarType.BFloat16, input.mm(weight).dtype);
            }

            output = input.mm(weight);
            Assert.Equal(torch.ScalarType.BFloat16, output.dtype);
        }

        output.sum(torch.ScalarType.Float32).backward();

        Assert.Equal(torch.ScalarType.Float32, input.mm(weight).dtype);
        Assert.Equal(torch.ScalarType.Float32, weight.grad()!.dtype);
        Assert.Equal([3f, 3, 3, 3], weight.grad()!.data<float>().ToArray());
    }

    [Fact]
    public void A_device_without_autocast_is_refused() =>
        Assert.Throws<ArgumentException>(() => Autocast.Enter(DeviceType.META, torch.ScalarType.BFloat16));

    [Fact]
    public void A_finaliser_leaves_no_scope()
    {
        using var a = torch.ones(2, 2);
        var entered = (AutocastHandle)Autocast.Enter(DeviceType.CPU, torch.ScalarType.BFloat16);

        // What the garbage collector's thread would call for a handle that nobody disposed.
        typeof(SafeHandle).GetMethod("Dispose", BindingFlags.Instance | BindingFlags.NonPublic, [typeof(bool)])!
            .Invoke(entered, [false]);

        using (var product = a.mm(a))
        {
            Assert.Equal(torch.ScalarType.BFloat16, product.dtype);
        }

        entered.Dispose();
        using var after = a.mm(a);
        Assert.Equal(torch.ScalarType.Float32, after.dtype);
    }
}
