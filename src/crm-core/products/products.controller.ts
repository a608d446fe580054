import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { ApiIfMatch, IdParam, IfMatch, Versioned } from '../../platform/http/index.js';
import { ApiPage, type Page } from '../../platform/listing/index.js';
import { CreateProductDto } from './dto/create-product.dto.js';
import { ProductListQuery } from './dto/product-list.query.js';
import { ProductResponse } from './dto/product.response.js';
import { UpdateProductDto } from './dto/update-product.dto.js';
import { ProductsService } from './products.service.js';

@ApiTags('Products')
@ApiProblems(400, 401, 403)
@Controller('products')
export class ProductsController {
  constructor(private readonly products: ProductsService) {}

  @Get()
  @Requires('product:read')
  @ApiOperation({
    summary: 'List products',
    description: 'Sorts: `name`, `code`, `listPrice`, `createdAt`.',
  })
  @ApiPage(ProductResponse)
  listProducts(@Query() query: ProductListQuery): Promise<Page<ProductResponse>> {
    return this.products.list(query);
  }

  @Post()
  @Requires('product:create')
  @Versioned()
  @ApiOperation({ summary: 'Add a product', description: 'A code that is in use: 409 `CODE_TAKEN`.' })
  @ApiCreatedResponse({ type: ProductResponse })
  @ApiProblems(409)
  createProduct(@Actor() actor: Principal, @Body() body: CreateProductDto): Promise<ProductResponse> {
    return this.products.create(actor, body);
  }

  @Get(':id')
  @Requires('product:read')
  @Versioned()
  @ApiOperation({ summary: 'Get a product' })
  @ApiOkResponse({ type: ProductResponse })
  @ApiProblems(404)
  getProduct(@IdParam() id: string): Promise<ProductResponse> {
    return this.products.get(id);
  }

  @Patch(':id')
  @Requires('product:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Change or retire a product',
    description: 'Lines of opportunities keep the price and the VAT class that they copied.',
  })
  @ApiOkResponse({ type: ProductResponse })
  @ApiProblems(404, 409, 412)
  updateProduct(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: UpdateProductDto,
    @IfMatch() ifMatch?: number,
  ): Promise<ProductResponse> {
    return this.products.update(actor, id, body, ifMatch);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('product:delete')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Delete a product',
    description: 'Its code is free again; lines of opportunities that name it stay as they are.',
  })
  @ApiNoContentResponse()
  @ApiProblems(404, 412)
  deleteProduct(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @IfMatch() ifMatch?: number,
  ): Promise<void> {
    return this.products.remove(actor, id, ifMatch);
  }
}
