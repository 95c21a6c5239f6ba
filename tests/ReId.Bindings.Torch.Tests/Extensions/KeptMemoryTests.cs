using ReId.Bindings.Torch.Extensions;
using TorchSharp;

namespace ReId.Bindings.Torch.Tests.Extensions;

public class KeptMemoryTests
{
    // 16 MiB of float32.
    private const long Large = 4 << 20;

    [Fact]
    public void What_a_tensor_gives_back_serves_the_next_one_and_goes_with_its_keeper()
    {
        using (KeptMemory.Keep())
        {
            using (KeptMemory.Keep())
            {
                torch.zeros([Large]).Dispose();
            }

            Assert.InRange(KeptMemory.Bytes, 4 * Large, long.MaxValue);
            var kept = KeptMemory.Bytes;
            using (torch.ones([Large]))
            {
                Assert.Equal(kept - (4 * Large), KeptMemory.Bytes);
            }

            Assert.Equal(kept, KeptMemory.Bytes);
        }

        Assert.Equal(0, KeptMemory.Bytes);
    }

    [Fact]
    public void A_tensor_may_outlive_the_keeper()
    {
        torch.Tensor tensor;
        using (KeptMemory.Keep())
        {
            tensor = torch.ones([Large]);
        }

        using (tensor)
        {
            using var sum = tensor.sum();
            Assert.Equal(Large, sum.item<float>());
        }

        Assert.Equal(0, KeptMemory.Bytes);
    }
}
